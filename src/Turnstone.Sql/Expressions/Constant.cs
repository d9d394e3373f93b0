namespace Turnstone.Sql.Expressions;

/// <summary>A constant; what it says is the text of its span.</summary>
public sealed record Constant(TextSpan Span, ConstantKind Kind) : Expression(Span);
