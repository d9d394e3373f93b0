namespace Turnstone.Sql.Expressions;

/// <summary>What a query gives in the place of a value.</summary>
public enum SubqueryKind
{
    Scalar,
    Exists,
    Array,
}
