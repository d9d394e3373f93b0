namespace Turnstone.Sql;

/// <summary>A name within a schema; as text both parts are quoted.</summary>
public readonly record struct QualifiedName(Identifier Schema, Identifier Name)
{
    public QualifiedName(string schema, string name) : this(new Identifier(schema), new Identifier(name))
    {
    }

    public override string ToString() => $"{Schema}.{Name}";
}
