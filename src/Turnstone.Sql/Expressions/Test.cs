namespace Turnstone.Sql.Expressions;

/// <summary><c>x IS [NOT] NULL</c>, <c>TRUE</c>, <c>FALSE</c>, <c>UNKNOWN</c>, <c>DOCUMENT</c>, <c>NORMALIZED</c>, <c>JSON</c>.</summary>
public sealed record Test(TextSpan Span, Expression Operand, bool IsNegated, string For) : Expression(Span);
