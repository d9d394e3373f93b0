namespace Turnstone.Catalog.Renames;

using System.Collections.Immutable;
using Turnstone.Sql;
using Turnstone.Text;

/// <summary>An object that is called otherwise on the second side, and is the same one.</summary>
/// <param name="From">On the first side.</param>
/// <param name="To">Its name on the second, in the same schema and as a part of the same object.</param>
public sealed record Rename(ObjectId From, string To)
{
    static readonly ImmutableHashSet<string> Kinds =
    [
        "table", "view", "materialized view", "foreign table", "sequence", "index", "type", "domain", "function", "procedure", "aggregate", "column", "constraint", "attribute", "trigger", "policy",
        "rule", "statistics", "collation", "conversion", "publication", "subscription", "event trigger", "server", "foreign data wrapper", "language",
        "text search configuration", "text search dictionary", "text search parser", "text search template",
    ];

    /// <summary>Whether the server has words for it.</summary>
    public static bool IsPossible(ObjectId id) => Kinds.Contains(id.Kind);

    /// <summary>What the object, or one that is a part of it, is called after it.</summary>
    public ObjectId Of(ObjectId id) => id == From ? id with { Name = To } : id.Of is { } whole ? id with { Of = Of(whole) } : id;

    /// <summary>What it is called on the second side.</summary>
    public ObjectId Target => Of(From);

    /// <summary>How <c>--rename</c> says it.</summary>
    public string Declared => $"{Path(From)}={Path(Target)}";

    /// <param name="schema">Where the object still has its old name.</param>
    internal Sql Statement(Schema schema) => From.Kind switch
    {
        "column" => $"{Altering} RENAME COLUMN {new PlainName(From.Name)} TO {new PlainName(To)}",
        "constraint" => $"{Altering} RENAME CONSTRAINT {new PlainName(From.Name)} TO {new PlainName(To)}",
        "attribute" => $"ALTER TYPE {From.Of!.Sql} RENAME ATTRIBUTE {new PlainName(From.Name)} TO {new PlainName(To)} CASCADE",
        _ => $"ALTER {schema.Objects[From].Mention} RENAME TO {new PlainName(To)}",
    };

    Sql Altering => $"ALTER {new Verbatim(From.Of!.Kind.ToUpperInvariant())} {From.Of!.Sql}";

    static string Path(ObjectId id)
    {
        var whole = id.Of is { } of && id.Kind is not ("index" or "sequence") ? $"{Path(of)}." : id.Schema is { } schema ? $"{new PlainName(schema)}." : "";
        return $"{whole}{new PlainName(id.Name)}";
    }
}
