namespace Turnstone.Sql;

/// <summary>A name as a statement gives it: within a schema, or left to the <c>search_path</c>; as text its parts are quoted.</summary>
public readonly record struct ObjectName(Identifier? Schema, Identifier Name)
{
    public override string ToString() => Schema is { } schema ? $"{schema}.{Name}" : Name.ToString();
}
