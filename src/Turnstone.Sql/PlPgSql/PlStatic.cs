namespace Turnstone.Sql.PlPgSql;

/// <summary>A statement of SQL that is known when the function is made; PERFORM, CALL and DO are as well.</summary>
/// <param name="Sql">Without its INTO, which is PL/pgSQL's; of PERFORM the query that it is with SELECT in its place.</param>
/// <param name="Into">INTO and the variables that get its row, as they stand.</param>
public sealed record PlStatic(TextSpan Span, Statement Sql, TextSpan? Into) : PlNode(Span)
{
    /// <summary>Whether it is a PERFORM.</summary>
    public bool IsPerformed { get; init; }
}
