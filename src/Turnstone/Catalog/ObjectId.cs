namespace Turnstone.Catalog;

using Turnstone.Sql;
using Turnstone.Text;

/// <summary>What an object is called: the same in every database that has it, whatever its number there.</summary>
/// <param name="Kind">As a person says it: <c>table</c>, <c>foreign key</c>.</param>
/// <param name="Schema">None of what lies in no schema.</param>
public sealed record ObjectId(string Kind, string? Schema, string Name) : IComparable<ObjectId>
{
    // 0 where nobody asked yet. Every lookup asks, and would go through all its texts.
    int hash;

    // What is copied becomes another: its hash is its own.
    ObjectId(ObjectId other) => (Kind, Schema, Name, Of, Signature) = (other.Kind, other.Schema, other.Name, other.Of, other.Signature);

    /// <summary>The object that it is a part of, within which its name is told apart: a column's table.</summary>
    public ObjectId? Of { get; init; }

    /// <summary>What it is a part of in the end, or itself.</summary>
    public ObjectId Whole => Of is null ? this : Of.Whole;

    /// <summary>The types of its arguments, which tell a function from others of that name: <c>integer, app.color</c>; none of what has no arguments.</summary>
    public string? Signature { get; init; }

    /// <summary>Where it stands while another is made under its name.</summary>
    internal ObjectId Aside => this with { Name = GeneratedName.Of(Name, null, "replaced") };

    /// <summary>Its name in a statement, with schema and arguments.</summary>
    public Sql Sql => $"{Prefix}{Called}{new Verbatim(Signature is null ? "" : $"({Signature})")}";

    // An operator's signs, a cast's two types: words of the grammar, no name.
    Sql Called => Kind is "operator" or "cast" or "transform" ? (Sql)$"{new Verbatim(Name)}" : (Sql)$"{new PlainName(Name)}";

    Sql Prefix => Schema is null ? Text.Sql.Empty : $"{new PlainName(Schema)}.";

    /// <inheritdoc/>
    public bool Equals(ObjectId? other) => ReferenceEquals(this, other)
        || other is not null && GetHashCode() == other.GetHashCode() && Name == other.Name && Kind == other.Kind && Schema == other.Schema && Signature == other.Signature && Equals(Of, other.Of);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        if (hash == 0)
        {
            hash = HashCode.Combine(Kind, Schema, Name, Of, Signature) is not 0 and var made ? made : 1;
        }
        return hash;
    }

    /// <inheritdoc/>
    public int CompareTo(ObjectId? other) => other is null ? 1
        : string.CompareOrdinal(Schema, other.Schema) is not 0 and var schema ? schema
        : string.CompareOrdinal((Of ?? this).Name, (other.Of ?? other).Name) is not 0 and var whole ? whole
        : (Of is not null).CompareTo(other.Of is not null) is not 0 and var part ? part
        : string.CompareOrdinal(Kind, other.Kind) is not 0 and var kind ? kind
        : string.CompareOrdinal(Name, other.Name) is not 0 and var name ? name
        : string.CompareOrdinal(Signature, other.Signature);

    public static bool operator <(ObjectId left, ObjectId right) => left.CompareTo(right) < 0;

    public static bool operator >(ObjectId left, ObjectId right) => left.CompareTo(right) > 0;

    public static bool operator <=(ObjectId left, ObjectId right) => left.CompareTo(right) <= 0;

    public static bool operator >=(ObjectId left, ObjectId right) => left.CompareTo(right) >= 0;

    public override string ToString() => Of is null ? $"{Kind} {Sql}" : $"{Kind} {new PlainName(Name)} of {Of}";
}
