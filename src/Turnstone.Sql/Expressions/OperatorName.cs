namespace Turnstone.Sql.Expressions;

using System.Collections.Immutable;

/// <summary>An operator as it is written, <c>OPERATOR(schema.=)</c> included.</summary>
public readonly record struct OperatorName(Identifier? Schema, string Symbol, TextSpan Span)
{
    /// <summary>What stands before the schema, which the grammar takes.</summary>
    public ImmutableArray<Identifier> Prefix { get => field.IsDefault ? [] : field; init; }

    public bool Equals(OperatorName other) => Nullable.Equals(Schema, other.Schema) && Symbol == other.Symbol && Span == other.Span;

    public override int GetHashCode() => HashCode.Combine(Schema, Symbol, Span);

    public override string ToString() => Schema is { } schema ? $"OPERATOR({string.Concat(Prefix.Select(part => $"{part}."))}{schema}.{Symbol})" : Symbol;
}
