namespace Turnstone.Catalog.Objects;

using System.Collections.Immutable;
using Turnstone.Sql;
using Turnstone.Text;

/// <summary><c>CREATE TABLE</c>, a partition as well.</summary>
sealed record Table(ObjectId Id) : SchemaObject(Id)
{
    public const string Kind = "table";

    public bool IsUnlogged { get; init; }

    /// <summary>How it is divided: <c>RANGE (at)</c>; none of a table without partitions.</summary>
    public string? PartitionKey { get; init; }

    /// <summary>Storage parameters: <c>fillfactor=70</c>; with <c>toast.</c> in front what is for its large values.</summary>
    public ImmutableArray<string> Options { get; init; } = [];

    /// <summary>None of what keeps its rows as every table does.</summary>
    public string? AccessMethod { get; init; }

    public string? Tablespace { get; init; }

    public bool HasRowSecurity { get; init; }

    /// <summary>Its policies hold for its owner as well.</summary>
    public bool ForcesRowSecurity { get; init; }

    /// <summary>What a replica is told of an old row: <c>FULL</c>, <c>NOTHING</c>, <c>USING INDEX name</c>; none for its primary key.</summary>
    /// <remarks>PostgreSQL manual, ALTER TABLE: without the index that was named it is as with NOTHING.</remarks>
    public string? ReplicaIdentity { get; init; }

    public static ObjectId Named(string schema, string name) => new(Kind, schema, name);

    /// <summary>What a query says of <c>relation.relkind</c>.</summary>
    internal static Sql KindOf => $"CASE relation.relkind WHEN 'v' THEN 'view' WHEN 'm' THEN 'materialized view' WHEN 'f' THEN 'foreign table' WHEN 'c' THEN 'composite type' WHEN 'S' THEN 'sequence' ELSE 'table' END";

    /// <inheritdoc/>
    public override IEnumerable<ObjectId> Needs => [Namespace.Named(Id.Schema!)];

    /// <inheritdoc/>
    public override int Rank => 50;

    /// <inheritdoc/>
    protected override IEnumerable<Property> Own =>
    [
        Property.Of("unlogged", IsUnlogged), new("partition by", PartitionKey),
        Property.Of("options", Options, Concern.Cosmetic), new("access method", AccessMethod, Concern.Cosmetic),
        new("tablespace", Tablespace, Concern.Cosmetic), Property.Of("row security", HasRowSecurity, Concern.Security),
        Property.Of("row security for its owner", ForcesRowSecurity, Concern.Security), new("replica identity", ReplicaIdentity),
    ];

    /// <inheritdoc/>
    public override IEnumerable<SchemaObject> CreatedWith(Schema schema) => TableParts.MadeWith(Id, schema);

    /// <inheritdoc/>
    public override IEnumerable<Sql> Create(Schema schema) =>
    [
        $"CREATE {When(IsUnlogged, "UNLOGGED ")}TABLE {Id.Sql} {TableParts.Body(Id, schema)}{When(" PARTITION BY ", PartitionKey)}{Words(" USING ", AccessMethod)}{StorageOptions.With(Options)}{Words(" TABLESPACE ", Tablespace)}",
        .. RowSecurity(null),
        ReplicaIdentity is null || IsIdentifiedByIndex ? Sql.Empty : Identified,
        .. TableParts.Settings(Id, schema),
    ];

    // An index says so itself as soon as it is there.
    bool IsIdentifiedByIndex => ReplicaIdentity?.StartsWith("USING", StringComparison.Ordinal) == true;

    Sql Identified => $"ALTER TABLE ONLY {Id.Sql} REPLICA IDENTITY {new Verbatim(ReplicaIdentity ?? "DEFAULT")}";

    /// <inheritdoc/>
    public override Sql Drop => $"DROP TABLE {Id.Sql}";

    /// <inheritdoc/>
    public override string? Loses => PartitionKey is null ? "its rows" : "the rows of all its partitions";

    /// <inheritdoc/>
    public override IEnumerable<ObjectId> GoesWith(Change change) => change.From.PartsOf<Partition>(Id).Select(part => part.Parent);

    /// <inheritdoc/>
    public override bool LetsGo(ObjectId needed, Change change) => TableParts.IsParted(Id, needed, change);

    /// <inheritdoc/>
    public override Alteration? Alter(SchemaObject from, Change change)
    {
        var before = (Table)from;
        return before.PartitionKey != PartitionKey
            ? null
            : Alteration.Of(
            [
                before.IsUnlogged == IsUnlogged ? Sql.Empty : $"ALTER TABLE {Id.Sql} SET {When(IsUnlogged, "UN")}LOGGED",
                before.AccessMethod == AccessMethod ? Sql.Empty : $"ALTER TABLE {Id.Sql} SET ACCESS METHOD {new PlainName(AccessMethod ?? "heap")}",
                before.Tablespace == Tablespace ? Sql.Empty : $"ALTER TABLE {Id.Sql} SET TABLESPACE {new PlainName(Tablespace ?? "pg_default")}",
                .. StorageOptions.Between($"ALTER TABLE {Id.Sql}", before.Options, Options),
                .. RowSecurity(before),
            ]) with { Last = before.ReplicaIdentity == ReplicaIdentity ? [] : [Identified] };
    }

    IEnumerable<Sql> RowSecurity(Table? before)
    {
        if ((before?.HasRowSecurity ?? false) != HasRowSecurity)
        {
            yield return $"ALTER TABLE ONLY {Id.Sql} {When(HasRowSecurity, "ENABLE")}{When(!HasRowSecurity, "DISABLE")} ROW LEVEL SECURITY";
        }
        if ((before?.ForcesRowSecurity ?? false) != ForcesRowSecurity)
        {
            yield return $"ALTER TABLE ONLY {Id.Sql} {When(!ForcesRowSecurity, "NO ")}FORCE ROW LEVEL SECURITY";
        }
    }

    static Sql Words(string words, string? name) => name is null ? Sql.Empty : $"{new Verbatim(words)}{new PlainName(name)}";

    /// <summary>Reads <c>pg_class</c>.</summary>
    internal sealed class Reader : ObjectReader
    {
        /// <inheritdoc/>
        public override Sql Query(CatalogScope scope) => $"""
            SELECT relation.tableoid, relation.oid, 0, namespace.nspname, relation.relname, pg_catalog.pg_get_userbyid(relation.relowner),
                relation.relacl::text, pg_catalog.acldefault('r', relation.relowner)::text, relation.relpersistence = 'u',
                CASE relation.relkind WHEN 'p' THEN pg_catalog.pg_get_partkeydef(relation.oid) END,
                pg_catalog.to_json(relation.reloptions || (SELECT pg_catalog.array_agg('toast.' || option) FROM pg_catalog.unnest(toast.reloptions) option))::text, nullif(method.amname, 'heap'), space.spcname, relation.relrowsecurity, relation.relforcerowsecurity,
                CASE relation.relreplident WHEN 'f' THEN 'FULL' WHEN 'n' THEN 'NOTHING' WHEN 'i' THEN coalesce((SELECT 'USING INDEX ' || pg_catalog.quote_ident(made.relname)
                    FROM pg_catalog.pg_index entry JOIN pg_catalog.pg_class made ON made.oid = entry.indexrelid WHERE entry.indrelid = relation.oid AND entry.indisreplident), 'NOTHING') END
            FROM pg_catalog.pg_class relation
            JOIN pg_catalog.pg_namespace namespace ON namespace.oid = relation.relnamespace
            LEFT JOIN pg_catalog.pg_class toast ON toast.oid = relation.reltoastrelid
            LEFT JOIN pg_catalog.pg_am method ON method.oid = relation.relam
            LEFT JOIN pg_catalog.pg_tablespace space ON space.oid = relation.reltablespace
            WHERE relation.relkind IN ('r', 'p') AND relation.relpersistence <> 't' AND {scope.HasSchema} AND {scope.IsOwnRelation}
            """;

        /// <inheritdoc/>
        public override SchemaObject Read(CatalogRow row) => new Table(Named(row.Text(), row.Text()))
        {
            Owner = row.Text(),
            Grants = row.Grants(),
            IsUnlogged = row.Flag(),
            PartitionKey = row.OptionalCode(),
            Options = row.Options(),
            AccessMethod = row.OptionalText(),
            Tablespace = row.OptionalText(),
            HasRowSecurity = row.Flag(),
            ForcesRowSecurity = row.Flag(),
            ReplicaIdentity = row.OptionalText(),
        };
    }
}
