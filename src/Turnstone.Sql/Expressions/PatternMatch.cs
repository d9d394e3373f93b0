namespace Turnstone.Sql.Expressions;

/// <summary><c>x [NOT] LIKE y [ESCAPE z]</c>, <c>ILIKE</c>, <c>SIMILAR TO</c>.</summary>
public sealed record PatternMatch(TextSpan Span, Expression Operand, bool IsNegated, string Kind, Expression Pattern, Expression? Escape) : Expression(Span)
{
    // What it stands behind may be a chain of any length.
    public override int GetHashCode() => base.GetHashCode();
}
