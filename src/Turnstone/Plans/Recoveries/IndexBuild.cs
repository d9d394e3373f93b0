namespace Turnstone.Plans.Recoveries;

using System.Collections.Immutable;
using Turnstone.Sql.Statements;
using Turnstone.Text;

/// <summary>An index that is built without holding up writers: done when it is valid and is what was asked for.</summary>
/// <param name="Schema">Of the table, where it is named; the index lives there too.</param>
/// <param name="Index">None where PostgreSQL thinks of a name.</param>
/// <param name="IfNotExists">Whether the server passes over anything that has the index's name.</param>
/// <param name="Definition">What is written behind the table.</param>
public sealed record IndexBuild(string? Schema, string Table, string? Index, bool Unique, bool IfNotExists, string Definition) : Recovery
{
    /// <summary>None where a secret is part of the text: the plan does not hold it.</summary>
    internal static IndexBuild? Of(CreateIndex index)
    {
        var definition = index.Slice.Text.Substring(index.Definition.Start, index.Definition.Length);
        return definition.Contains("${", StringComparison.Ordinal)
            ? null
            : new(index.Table.Schema?.Name, index.Table.Name.Name, index.Name?.Name, index.Unique, index.IfNotExists, definition);
    }

    internal override Sql? Evidence => Index is null
        ? (Sql)$"SELECT coalesce(pg_catalog.array_agg(indexrelid ORDER BY indexrelid)::text, '{{}}') FROM pg_catalog.pg_index WHERE indrelid = {OnTable}"
        : null;

    internal override Sql? HalfMade(string? evidence) =>
        Index is null && evidence is null ? null : InvalidIndexes.Question(Mine(evidence), InvalidIndexes.Builder);

    // Whatever has the name, the server takes it for the index; a half-made one is cleared before.
    internal override ImmutableArray<Sql> Obstacle => IfNotExists && Index is not null
        ? [
            Asked.Make($"SELECT {OfTheName}"),
            $"""
            SELECT pg_catalog.format('%s.%I is there already, and is not what is asked for: %s', indexed.relnamespace::regnamespace, class.relname,
                coalesce(pg_catalog.pg_get_indexdef(index.indexrelid), 'it is no index'))
            {OfTheName} AND (index.indrelid = indexed.oid AND {Asked.IsAsAsked}) IS NOT TRUE
            """,
        ]
        : [];

    internal override string Meanwhile => " An invalid index serves no query and costs every write.";

    internal override ImmutableArray<Sql> IsDone(string? evidence)
    {
        Sql whole = $"{IndexDefinition.Built} WHERE {Mine(evidence)} AND index.indisvalid AND index.indisready AND index.indislive";
        return [Asked.Make(whole), $"SELECT EXISTS ({whole} AND {Asked.IsAsAsked})"];
    }

    IndexDefinition Asked => new(Schema, Table, Unique, Definition);

    Sql OnTable => Relation.Named(Schema, Table);

    Sql Mine(string? evidence) => $"""
        index.indrelid = {OnTable} AND {(Index is null
            ? (Sql)$"index.indexrelid <> ALL ({Literal.Of(evidence ?? "{}")}::oid[])"
            : $"class.relname = {Literal.Of(Index)}")}
        """;

    Sql OfTheName => $"""
        FROM pg_catalog.pg_class class LEFT JOIN pg_catalog.pg_index index ON index.indexrelid = class.oid
        JOIN pg_catalog.pg_class indexed ON indexed.oid = {OnTable}
        WHERE class.relname = {Literal.Of(Index)} AND class.relnamespace = indexed.relnamespace
            AND (index.indrelid = indexed.oid AND NOT index.indisvalid) IS NOT TRUE
        """;
}
