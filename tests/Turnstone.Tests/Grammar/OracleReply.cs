namespace Turnstone.Tests.Grammar;

/// <summary>What the grammars say to one question.</summary>
/// <param name="Of">For each version that was asked, the number of its answer.</param>
/// <param name="Plpgsql">What version 18 makes of a body in PL/pgSQL, where that was asked.</param>
sealed record OracleReply(IReadOnlyList<int> Of, IReadOnlyList<OracleAnswer> Answers, OracleBody? Plpgsql)
{
    /// <summary>The answers in the order of the versions that were asked.</summary>
    public IEnumerable<OracleAnswer> ByVersion => Of.Select(number => Answers[number]);
}
