namespace Turnstone.Sql.PlPgSql;

/// <summary>RETURN, RETURN NEXT, RETURN QUERY.</summary>
/// <param name="Value">None where it only ends.</param>
/// <param name="IsDynamic"><c>RETURN QUERY EXECUTE</c></param>
public sealed record PlReturn(TextSpan Span, PlText? Value, bool IsDynamic) : PlNode(Span);
