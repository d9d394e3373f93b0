namespace Turnstone.Sql.Expressions;

/// <summary><c>x IS [NOT] NULL</c>, <c>TRUE</c>, <c>FALSE</c>, <c>UNKNOWN</c>, <c>DOCUMENT</c>, <c>NORMALIZED</c>, <c>JSON</c>.</summary>
public sealed record Test(TextSpan Span, Expression Operand, bool IsNegated, string For) : Expression(Span)
{
    /// <summary><c>OBJECT</c> and its like of JSON, <c>NFC</c> and its like of NORMALIZED; none where nothing is said.</summary>
    public string? Kind { get; init; }

    /// <summary>Whether the keys of JSON have to be unique.</summary>
    public bool HasUniqueKeys { get; init; }

    // What it stands behind may be a chain of any length.
    public override int GetHashCode() => base.GetHashCode();
}
