namespace Turnstone.Sql.Expressions;

/// <summary><c>$1</c></summary>
public sealed record ParameterReference(TextSpan Span) : Expression(Span);
