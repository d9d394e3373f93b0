namespace Turnstone.Catalog.Objects;

using System.Collections.Immutable;
using Turnstone.Sql;
using Turnstone.Text;

/// <summary><c>CREATE INDEX</c>; those that a constraint made are the constraint's.</summary>
/// <param name="Definition">From <c>CREATE</c> to the end.</param>
sealed record Index(ObjectId Id, string Definition) : SchemaObject(Id)
{
    public const string Kind = "index";

    /// <summary>The columns and expressions that it is sorted by.</summary>
    public ImmutableArray<string> Keys { get; init; } = [];

    public bool IsUnique { get; init; }

    /// <summary>Whether reads may use it.</summary>
    public bool IsValid { get; init; }

    /// <summary>Whether writes keep it up.</summary>
    public bool IsReady { get; init; }

    /// <summary>Whether CLUSTER sorts the table by it.</summary>
    public bool IsClustered { get; init; }

    /// <summary>Whether replicas know an old row by it.</summary>
    public bool IsReplicaIdentity { get; init; }

    public string? Tablespace { get; init; }

    /// <summary>How exactly ANALYZE looks at an expression: its place among the columns, and how exactly.</summary>
    public ImmutableArray<(string Place, string Target)> Statistics { get; init; } = [];

    /// <inheritdoc/>
    public override int Rank => 61;

    /// <inheritdoc/>
    protected override IEnumerable<Property> Own =>
    [
        new("definition", Definition), Property.Of("invalid", !IsValid), Property.Of("not ready", !IsReady), Property.Of("clustered", IsClustered, Concern.Cosmetic),
        new("tablespace", Tablespace, Concern.Cosmetic), Property.Of("statistics", Statistics.Select(one => $"{one.Place}: {one.Target}"), Concern.Cosmetic),
    ];

    /// <inheritdoc/>
    public override IEnumerable<Sql> Create(Schema schema)
    {
        yield return $"{new Verbatim(Definition)}";
        if (Tablespace is not null)
        {
            yield return $"ALTER INDEX {Id.Sql} SET TABLESPACE {new PlainName(Tablespace)}";
        }
        if (IsClustered)
        {
            yield return $"ALTER TABLE {Id.Of!.Sql} CLUSTER ON {new PlainName(Id.Name)}";
        }
        if (IsReplicaIdentity)
        {
            yield return $"ALTER TABLE ONLY {Id.Of!.Sql} REPLICA IDENTITY USING INDEX {new PlainName(Id.Name)}";
        }
        foreach (var one in Statistics)
        {
            yield return Aimed(one.Place, one.Target);
        }
    }

    Sql Aimed(string place, string target) => $"ALTER INDEX {Id.Sql} ALTER COLUMN {new Verbatim(place)} SET STATISTICS {new Verbatim(target)}";

    /// <summary>
    /// The table above takes on, for each of its indexes in the order in which they were made, the first that has its keys (<c>AttachPartitionEnsureIndexes</c> of
    /// <c>tablecmds.c</c>): of two with the same keys the one comes first whose topmost index does.
    /// </summary>
    public override IEnumerable<ObjectId> ComesBehind(Schema schema) => !TableParts.IsPartition(Id.Of!, schema) ? []
        : schema.PartsOf<Index>(Id.Of!).Where(other => other.Keys.SequenceEqual(Keys) && Topmost(other.Id, schema) < Topmost(Id, schema)).Select(other => other.Id);

    static ObjectId Topmost(ObjectId index, Schema schema) =>
        schema.PartsOf<IndexPartition>(Partition.Named(index.Of!)).FirstOrDefault(part => part.Index == index) is { } part ? Topmost(part.Parent, schema) : index;

    /// <inheritdoc/>
    public override Alteration? Alter(SchemaObject from, Change change)
    {
        var before = (Index)from;
        return before.Definition != Definition || before.IsValid != IsValid || before.IsReady != IsReady
            ? null
            : Alteration.Of(
            [
                before.Tablespace == Tablespace ? Sql.Empty : $"ALTER INDEX {Id.Sql} SET TABLESPACE {new PlainName(Tablespace ?? "pg_default")}",
                .. before.Statistics.Where(one => Statistics.All(other => other.Place != one.Place)).Select(one => Aimed(one.Place, "-1")),
                .. Statistics.Except(before.Statistics).Select(one => Aimed(one.Place, one.Target)),
                before.IsClustered == IsClustered ? Sql.Empty : Clustered(Id, IsClustered, change.To),
            ]);
    }

    /// <summary>That CLUSTER sorts a table by an index, or by none any more: another that it sorts by instead says so itself.</summary>
    public static Sql Clustered(ObjectId index, bool isClustered, Schema schema) =>
        isClustered ? $"ALTER TABLE {index.Of!.Sql} CLUSTER ON {new PlainName(index.Name)}"
        : schema.PartsOf<Index>(index.Of!).Any(one => one.IsClustered) || schema.PartsOf<Constraint>(index.Of!).Any(one => one.IsClustered) ? Sql.Empty
        : $"ALTER TABLE {index.Of!.Sql} SET WITHOUT CLUSTER";

    /// <inheritdoc/>
    public override bool LetsGo(ObjectId needed, Change change) => TableParts.IsParted(Id.Of!, needed, change);

    /// <inheritdoc/>
    public override Sql Drop => $"DROP INDEX {Id.Sql}";

    /// <inheritdoc/>
    public override IEnumerable<ObjectId> GoesWith(Change change) =>
        [Id.Of!, .. change.From.PartsOf<IndexPartition>(Partition.Named(Id.Of!)).Where(part => part.Index == Id && TableParts.StillAbove(Id.Of!, change).Any()).Select(part => part.Parent)];

    /// <inheritdoc/>
    public override bool Follows => true;

    /// <summary>Reads <c>pg_index</c>.</summary>
    internal sealed class Reader : ObjectReader
    {
        /// <inheritdoc/>
        public override Sql Query(CatalogScope scope) => $"""
            SELECT made.tableoid, made.oid, 0, {Table.KindOf}, namespace.nspname, relation.relname, made.relname, {PlainIndex.Definition(scope.Version)},
                {PlainIndex.Keys},
                entry.indisunique, entry.indisvalid, entry.indisready, entry.indisclustered, entry.indisreplident,
                space.spcname,
                CASE WHEN entry.indexprs IS NOT NULL THEN (SELECT pg_catalog.json_agg(ARRAY[part.attnum::text, part.attstattarget::text] ORDER BY part.attnum)
                    FROM pg_catalog.pg_attribute part WHERE part.attrelid = made.oid AND part.attstattarget >= 0)::text END
            FROM pg_catalog.pg_index entry
            JOIN pg_catalog.pg_class made ON made.oid = entry.indexrelid
            JOIN pg_catalog.pg_class relation ON relation.oid = entry.indrelid
            JOIN pg_catalog.pg_namespace namespace ON namespace.oid = relation.relnamespace
            JOIN pg_catalog.pg_am method ON method.oid = made.relam
            LEFT JOIN pg_catalog.pg_tablespace space ON space.oid = made.reltablespace
            {PlainIndex.Rows}
            WHERE relation.relkind IN ('r', 'p', 'm') AND relation.relpersistence <> 't' AND {scope.HasSchema} AND {scope.IsOwnRelation}
                AND NOT EXISTS (SELECT FROM pg_catalog.pg_constraint rule WHERE rule.conindid = made.oid AND rule.contype IN ('p', 'u', 'x'))
            """;

        /// <inheritdoc/>
        public override SchemaObject Read(CatalogRow row)
        {
            var whole = row.Relation();
            return new Index(new(Kind, whole.Schema, row.Text()) { Of = whole }, row.Code())
            {
                Keys = row.Texts(),
                IsUnique = row.Flag(),
                IsValid = row.Flag(),
                IsReady = row.Flag(),
                IsClustered = row.Flag(),
                IsReplicaIdentity = row.Flag(),
                Tablespace = row.OptionalText(),
                Statistics = [.. row.Lists().Select(one => (one[0], one[1]))],
            };
        }
    }
}
