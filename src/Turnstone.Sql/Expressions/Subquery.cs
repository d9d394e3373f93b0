namespace Turnstone.Sql.Expressions;

/// <summary>A query in the place of a value: <c>(SELECT …)</c>, <c>EXISTS (…)</c>, <c>ARRAY(…)</c>.</summary>
public sealed record Subquery(TextSpan Span, SubqueryKind Kind, Statement Query) : Expression(Span);
