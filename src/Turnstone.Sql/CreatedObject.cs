namespace Turnstone.Sql;

/// <summary>What a CREATE makes: its kind and its name, folded as PostgreSQL folds it.</summary>
/// <param name="Kind"><c>VIEW</c>, <c>MATERIALIZED VIEW</c>, <c>FUNCTION</c> …</param>
/// <param name="Schema">None where the statement leaves it to the <c>search_path</c>.</param>
public sealed record CreatedObject(string Kind, string? Schema, string Name)
{
    // The kinds that others name in their own text; a longer name comes before one that it begins with.
    static readonly string[] Kinds =
    [
        "MATERIALIZED VIEW", "VIEW", "FUNCTION", "PROCEDURE", "AGGREGATE", "TYPE", "DOMAIN", "TABLE", "SEQUENCE",
    ];

    static readonly string[] Modifiers = ["OR REPLACE", "TEMPORARY", "TEMP", "UNLOGGED", "RECURSIVE"];

    /// <summary>None where the statement creates nothing of these kinds.</summary>
    public static CreatedObject? Read(StatementSlice statement)
    {
        var reader = new TokenReader(statement);
        if (!reader.Take("CREATE"))
        {
            return null;
        }
        while (TakeAny(ref reader, Modifiers) is not null)
        {
        }
        if (TakeAny(ref reader, Kinds) is not { } kind)
        {
            return null;
        }
        _ = reader.Take("IF NOT EXISTS");
        if (!reader.Kind.IsName())
        {
            return null;
        }
        var first = Fold(reader.Text);
        reader.Next();
        if (!reader.Take(TokenKind.Dot) || !reader.Kind.IsName())
        {
            return new(kind, null, first);
        }
        return new(kind, first, Fold(reader.Text));
    }

    /// <summary>A name as PostgreSQL keeps it: unquoted ones in lower case.</summary>
    public static string Fold(ReadOnlySpan<char> name) => IdentifierText.Kept(name is ['"', _, .., '"'] ? IdentifierText.Unquoted(name) : IdentifierText.Folded(name)).Name;

    static string? TakeAny(ref TokenReader reader, string[] words)
    {
        foreach (var word in words)
        {
            if (reader.Take(word))
            {
                return word;
            }
        }
        return null;
    }
}
