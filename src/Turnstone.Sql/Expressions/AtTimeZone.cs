namespace Turnstone.Sql.Expressions;

/// <summary><c>x AT TIME ZONE y</c>, <c>x AT LOCAL</c></summary>
public sealed record AtTimeZone(TextSpan Span, Expression Operand, Expression? Zone) : Expression(Span)
{
    // What it stands behind may be a chain of any length.
    public override int GetHashCode() => base.GetHashCode();
}
