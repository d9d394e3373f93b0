namespace Turnstone.Sql.Expressions;

using System.Collections.Immutable;

/// <summary><c>x [NOT] IN (…)</c>: of values, or of a query.</summary>
public sealed record Membership(TextSpan Span, Expression Operand, bool IsNegated, ImmutableArray<Expression> Values, Statement? Query) : Expression(Span)
{
    // What it stands behind may be a chain of any length.
    public override int GetHashCode() => base.GetHashCode();
}
