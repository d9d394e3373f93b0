namespace Turnstone.Sql.Expressions;

/// <summary><c>x [NOT] BETWEEN [SYMMETRIC] y AND z</c></summary>
public sealed record Between(TextSpan Span, Expression Operand, bool IsNegated, bool IsSymmetric, Expression Lower, Expression Upper) : Expression(Span)
{
    // What it stands behind may be a chain of any length.
    public override int GetHashCode() => base.GetHashCode();
}
