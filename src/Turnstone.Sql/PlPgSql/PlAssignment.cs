namespace Turnstone.Sql.PlPgSql;

/// <summary><c>variable := value</c></summary>
public sealed record PlAssignment(TextSpan Span, TextSpan Variable, PlText Value) : PlNode(Span);
