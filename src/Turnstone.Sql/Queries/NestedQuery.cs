namespace Turnstone.Sql.Queries;

using Turnstone.Sql.Statements;

/// <summary>A query in parentheses, part of a larger one.</summary>
public sealed record NestedQuery(TextSpan Span, Select Query) : QueryBody(Span);
