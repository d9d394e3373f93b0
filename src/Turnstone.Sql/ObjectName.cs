namespace Turnstone.Sql;

using System.Collections.Immutable;

/// <summary>A name as a statement gives it: within a schema, or left to the <c>search_path</c>; as text its parts are quoted.</summary>
/// <remarks>Names are equal by schema and name: what may stand before them is the database that the server is asked in, and PostgreSQL refuses any other.</remarks>
public readonly record struct ObjectName(Identifier? Schema, Identifier Name)
{
    /// <summary>What stands before the schema: the database, and of a name that is no relation's whatever is written, for the grammar takes it.</summary>
    public ImmutableArray<Identifier> Prefix { get => field.IsDefault ? [] : field; init; }

    /// <summary>From its first part to its end.</summary>
    public TextSpan Span
    {
        get
        {
            var start = (Prefix is [var first, ..] ? first : Schema ?? Name).Span.Start;
            return new(start, Name.Span.End - start);
        }
    }

    /// <summary>Of one part or more.</summary>
    internal static ObjectName Of(ReadOnlySpan<Identifier> parts) => parts.Length < 3
        ? new(parts.Length == 2 ? parts[0] : null, parts[^1])
        : new(parts[^2], parts[^1]) { Prefix = [.. parts[..^2]] };

    public bool Equals(ObjectName other) => Nullable.Equals(Schema, other.Schema) && Name == other.Name;

    public override int GetHashCode() => HashCode.Combine(Schema, Name);

    public override string ToString() => string.Concat(Prefix.Select(part => $"{part}.")) + (Schema is { } schema ? $"{schema}.{Name}" : Name.ToString());
}
