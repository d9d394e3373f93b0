namespace Turnstone.Linting;

using Turnstone.Sql;

/// <summary>Statements that commit together, as the runner groups them.</summary>
/// <param name="Number">From 1, over all files.</param>
/// <param name="IsNone">Whether its one statement runs outside of a transaction.</param>
public sealed record LintTransaction(int Number, bool IsNone)
{
    readonly List<Statement> earlier = [];

    /// <summary>Those in front of the one that is looked at.</summary>
    public IReadOnlyList<Statement> Earlier => earlier;

    internal void Add(Statement statement) => earlier.Add(statement);
}
