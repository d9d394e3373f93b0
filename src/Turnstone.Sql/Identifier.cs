namespace Turnstone.Sql;

/// <summary>A PostgreSQL name; as text it is quoted, so that any name is safe in SQL.</summary>
/// <remarks>PostgreSQL manual 4.1.1: a quoted identifier may hold every character but NUL, a quote is doubled.</remarks>
public readonly record struct Identifier(string Name)
{
    public override string ToString() => $"\"{Name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
