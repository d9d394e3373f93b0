namespace Turnstone.Linting.Knowledge;

using Turnstone.Sql;

/// <summary>What something is called, its schema said.</summary>
public readonly record struct KnownName(string Schema, string Name)
{
    /// <summary>As a statement may name it.</summary>
    public ObjectName AsWritten => new(new Identifier(Schema), new Identifier(Name));

    public override string ToString() => $"{Schema}.{Name}";
}
