namespace Turnstone.Sql.Queries;

/// <summary>A table or view in FROM.</summary>
public sealed record TableItem(TextSpan Span, RelationName Relation, Alias? Alias, TableSample? Sample) : TableReference(Span);
