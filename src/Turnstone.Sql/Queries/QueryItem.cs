namespace Turnstone.Sql.Queries;

/// <summary>A query in FROM.</summary>
public sealed record QueryItem(TextSpan Span, bool IsLateral, Statement Query, Alias? Alias) : TableReference(Span);
