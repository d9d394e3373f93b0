namespace Turnstone.Catalog;

using System.Collections.Immutable;
using Turnstone.Text;

/// <summary>A schema as statements that make it, each behind what it needs: the same text for the same schema, whatever the server's numbers.</summary>
static class SchemaText
{
    /// <summary>What stands ready goes by this: a part as soon as it can, everything else by its kind and name.</summary>
    public static Comparer<SchemaObject> Order { get; } = Comparer<SchemaObject>.Create((left, right) =>
        (left.Id.Of is null).CompareTo(right.Id.Of is null) is not 0 and var part ? part
        : left.Rank.CompareTo(right.Rank) is not 0 and var rank ? rank
        : left.Id.CompareTo(right.Id));

    /// <summary>Every statement, in order: what makes the schema of a new database's.</summary>
    public static ImmutableArray<Sql> Of(Schema schema) => [.. SchemaChange.Of(Schema.OfNewDatabase(schema), schema).Select(statement => statement.Sql)];
}
