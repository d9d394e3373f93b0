namespace Turnstone.Sql.Expressions;

/// <summary><c>x + y</c>, and what behaves like it: <c>IS [NOT] DISTINCT FROM</c>, <c>OVERLAPS</c>.</summary>
public sealed record BinaryOperation(TextSpan Span, Expression Left, OperatorName Operator, Expression Right) : Expression(Span)
{
    // What it stands behind may be a chain of any length.
    public override int GetHashCode() => base.GetHashCode();
}
