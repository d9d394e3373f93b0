namespace Turnstone.Sql.Queries;

/// <summary><c>TABLE t</c>: all its rows.</summary>
public sealed record WholeTable(TextSpan Span, RelationName Relation) : QueryBody(Span);
