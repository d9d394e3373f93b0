namespace Turnstone.Sql.Expressions;

/// <summary>An operator as it is written, <c>OPERATOR(schema.=)</c> included.</summary>
public readonly record struct OperatorName(Identifier? Schema, string Symbol, TextSpan Span)
{
    public override string ToString() => Schema is { } schema ? $"OPERATOR({schema}.{Symbol})" : Symbol;
}
