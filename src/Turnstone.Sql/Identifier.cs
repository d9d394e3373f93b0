namespace Turnstone.Sql;

using Turnstone.Sql.Syntax;

/// <summary>A PostgreSQL name; as text it is quoted, so that any name is safe in SQL.</summary>
/// <remarks>PostgreSQL manual 4.1.1: a quoted identifier may hold every character but NUL, a quote is doubled.</remarks>
public readonly record struct Identifier(string Name)
{
    /// <summary>Where it stands in its statement's text, if it was read from one. Names are equal wherever they stand.</summary>
    public TextSpan Span { get; init; }

    /// <summary>Whether it was longer where it stands than the 63 bytes that PostgreSQL keeps.</summary>
    public bool IsTruncated { get; init; }

    /// <summary>Whether it is a word that the grammar does not take for a table's or a column's name, so that it has to be quoted wherever it stands.</summary>
    public bool IsReserved(PgVersion version) =>
        !Name.AsSpan().ContainsAnyInRange('A', 'Z') && Keywords.Find(Name) is { Kind: KeywordKind.Reserved or KeywordKind.TypeOrFunction } keyword && keyword.IsIn(version);

    public bool Equals(Identifier other) => Name == other.Name;

    public override int GetHashCode() => Name is null ? 0 : Name.GetHashCode(StringComparison.Ordinal);

    public override string ToString() => $"\"{Name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
