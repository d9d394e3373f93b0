namespace Turnstone.Sql.PlPgSql;

/// <summary>A statement of SQL that is known when the function is made; PERFORM and CALL are as well.</summary>
/// <param name="Into">The variables that get its row, as they stand.</param>
public sealed record PlStatic(TextSpan Span, PlText Sql, TextSpan? Into) : PlNode(Span);
