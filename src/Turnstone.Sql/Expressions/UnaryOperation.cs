namespace Turnstone.Sql.Expressions;

/// <summary><c>- x</c></summary>
public sealed record UnaryOperation(TextSpan Span, OperatorName Operator, Expression Operand) : Expression(Span);
