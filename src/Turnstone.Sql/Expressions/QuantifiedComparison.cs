namespace Turnstone.Sql.Expressions;

/// <summary><c>x = ANY (…)</c>, <c>x LIKE ALL (…)</c>: against an array, or a query.</summary>
public sealed record QuantifiedComparison(TextSpan Span, Expression Left, OperatorName Operator, bool IsAll, Expression? Array, Statement? Query) : Expression(Span)
{
    // What it stands behind may be a chain of any length.
    public override int GetHashCode() => base.GetHashCode();
}
