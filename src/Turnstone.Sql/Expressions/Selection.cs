namespace Turnstone.Sql.Expressions;

using System.Collections.Immutable;

/// <summary>A field or an element of a value: <c>(x).y</c>, <c>x[1]</c>, <c>x[1:2]</c>.</summary>
public sealed record Selection(TextSpan Span, Expression Target, ImmutableArray<SelectionStep> Steps) : Expression(Span)
{
    // What it stands behind may be a chain of any length.
    public override int GetHashCode() => base.GetHashCode();
}
