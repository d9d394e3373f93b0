namespace Turnstone.Sql;

/// <summary>A name as a statement gives it: within a schema, or left to the <c>search_path</c>; as text its parts are quoted.</summary>
public readonly record struct ObjectName(Identifier? Schema, Identifier Name)
{
    /// <summary>From its schema to its end.</summary>
    public TextSpan Span => Schema is { } schema ? new(schema.Span.Start, Name.Span.End - schema.Span.Start) : Name.Span;

    public override string ToString() => Schema is { } schema ? $"{schema}.{Name}" : Name.ToString();
}
