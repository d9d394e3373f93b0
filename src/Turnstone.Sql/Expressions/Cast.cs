namespace Turnstone.Sql.Expressions;

/// <summary>A value as another type.</summary>
public sealed record Cast(TextSpan Span, Expression Operand, TypeName Type, CastForm Form) : Expression(Span)
{
    // What it stands behind may be a chain of any length.
    public override int GetHashCode() => base.GetHashCode();
}
