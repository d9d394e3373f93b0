namespace Turnstone.Sql.Expressions;

/// <summary><c>NOT x</c></summary>
public sealed record Negation(TextSpan Span, Expression Operand) : Expression(Span);
