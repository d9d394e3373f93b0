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

    /// <summary>What it inherits from, in order; none of a partition.</summary>
    public ImmutableArray<ObjectId> Parents { get; init; } = [];

    /// <summary>The composite type that its columns follow.</summary>
    public string? OfType { get; init; }

    /// <summary>Storage parameters: <c>fillfactor=70</c>.</summary>
    public ImmutableArray<string> Options { get; init; } = [];

    /// <summary>None of what keeps its rows as every table does.</summary>
    public string? AccessMethod { get; init; }

    public string? Tablespace { get; init; }

    public bool HasRowSecurity { get; init; }

    /// <summary>Its policies hold for its owner as well.</summary>
    public bool ForcesRowSecurity { get; init; }

    /// <summary>What a replica is told of an old row: <c>FULL</c>, <c>NOTHING</c>; none for its primary key, and none where an index says it is the one.</summary>
    public string? ReplicaIdentity { get; init; }

    public static ObjectId Named(string schema, string name) => new(Kind, schema, name);

    /// <summary>What a query says of <c>relation.relkind</c>.</summary>
    internal static Sql KindOf => $"CASE relation.relkind WHEN 'v' THEN 'view' WHEN 'm' THEN 'materialized view' WHEN 'f' THEN 'foreign table' WHEN 'c' THEN 'composite type' WHEN 'S' THEN 'sequence' ELSE 'table' END";

    /// <inheritdoc/>
    public override IEnumerable<ObjectId> Needs => [Namespace.Named(Id.Schema!), .. Parents];

    /// <inheritdoc/>
    public override int Rank => 50;

    /// <inheritdoc/>
    protected override IEnumerable<Property> Own =>
    [
        Property.Of("unlogged", IsUnlogged), new("partition by", PartitionKey), Property.Of("inherits", Parents.Select(parent => parent.Sql.ToString())), new("of type", OfType),
        Property.Of("options", Options, Concern.Cosmetic), new("access method", AccessMethod, Concern.Cosmetic),
        new("tablespace", Tablespace, Concern.Cosmetic), Property.Of("row security", HasRowSecurity, Concern.Security),
        Property.Of("row security for its owner", ForcesRowSecurity, Concern.Security), new("replica identity", ReplicaIdentity),
    ];

    /// <inheritdoc/>
    public override IEnumerable<SchemaObject> CreatedWith(Schema schema) => [.. schema.PartsOf<Column>(Id).SelectMany(column => column.CreatedWith(schema).Prepend(column)), .. Rules(schema)];

    /// <inheritdoc/>
    public override IEnumerable<Sql> Create(Schema schema)
    {
        var columns = schema.PartsOf<Column>(Id).Where(column => column.IsLocal || IsPartition(schema)).OrderBy(column => column.Number).ToList();
        var rules = Rules(schema).ToList();
        var lines = columns.Select(column => column.Definition(schema)).Concat(rules.Select(one => one.Inline)).Select(line => (Sql)$"\n    {line}");
        return
        [
            $"CREATE {When(IsUnlogged, "UNLOGGED ")}TABLE {Id.Sql} ({Sql.Join(",", lines)}\n){Inherits}{When(" PARTITION BY ", PartitionKey)}{When(" USING ", AccessMethod)}{With}{When(" TABLESPACE ", Tablespace)}",
            OfType is null ? Sql.Empty : $"ALTER TABLE {Id.Sql} OF {new Verbatim(OfType)}",
            .. RowSecurity(null),
            ReplicaIdentity is null ? Sql.Empty : $"ALTER TABLE ONLY {Id.Sql} REPLICA IDENTITY {new Verbatim(ReplicaIdentity)}",
            .. columns.SelectMany(column => column.Settings),
            .. rules.SelectMany(one => one.Settings),
        ];
    }

    /// <inheritdoc/>
    public override Sql Drop => $"DROP TABLE {Id.Sql}";

    /// <inheritdoc/>
    public override string? Loses => PartitionKey is null ? "its rows" : "the rows of all its partitions";

    /// <inheritdoc/>
    public override IEnumerable<ObjectId> GoesWith(Change change) => change.From.PartsOf<Partition>(Id).Select(part => part.Parent);

    /// <inheritdoc/>
    public override Alteration? Alter(SchemaObject from, Change change)
    {
        var before = (Table)from;
        return before.PartitionKey != PartitionKey || before.OfType != OfType
            ? null
            : Alteration.Of(
            [
                .. before.Parents.Except(Parents).Select(parent => (Sql)$"ALTER TABLE {Id.Sql} NO INHERIT {parent.Sql}"),
                .. Parents.Except(before.Parents).Select(parent => (Sql)$"ALTER TABLE {Id.Sql} INHERIT {parent.Sql}"),
                before.IsUnlogged == IsUnlogged ? Sql.Empty : $"ALTER TABLE {Id.Sql} SET {When(IsUnlogged, "UN")}LOGGED",
                before.AccessMethod == AccessMethod ? Sql.Empty : $"ALTER TABLE {Id.Sql} SET ACCESS METHOD {new Verbatim(AccessMethod ?? "heap")}",
                before.Tablespace == Tablespace ? Sql.Empty : $"ALTER TABLE {Id.Sql} SET TABLESPACE {new Verbatim(Tablespace ?? "pg_default")}",
                .. StorageOptions.Between($"ALTER TABLE {Id.Sql}", before.Options, Options),
                .. RowSecurity(before),
                before.ReplicaIdentity == ReplicaIdentity ? Sql.Empty : $"ALTER TABLE ONLY {Id.Sql} REPLICA IDENTITY {new Verbatim(ReplicaIdentity ?? "DEFAULT")}",
            ]);
    }

    bool IsPartition(Schema schema) => schema.Objects.ContainsKey(Partition.Named(Id));

    // A partition says for itself what it has of the table above, so that it can be taken on.
    IEnumerable<Constraint> Rules(Schema schema) =>
        schema.PartsOf<Constraint>(Id).Where(one => one.IsInline && (one.IsLocal || IsPartition(schema))).OrderBy(one => one.Rank).ThenBy(one => one.Id);

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

    Sql Inherits => Parents.IsEmpty ? Sql.Empty : $" INHERITS ({Sql.Join(", ", Parents.Select(parent => parent.Sql))})";

    Sql With => StorageOptions.With(Options);

    /// <summary>Reads <c>pg_class</c>.</summary>
    internal sealed class Reader : ObjectReader
    {
        /// <inheritdoc/>
        public override Sql Query(CatalogScope scope) => $"""
            SELECT relation.tableoid, relation.oid, 0, namespace.nspname, relation.relname, pg_catalog.pg_get_userbyid(relation.relowner),
                relation.relacl::text, pg_catalog.acldefault('r', relation.relowner)::text, relation.relpersistence = 'u',
                CASE relation.relkind WHEN 'p' THEN pg_catalog.pg_get_partkeydef(relation.oid) END,
                (SELECT pg_catalog.json_agg(ARRAY[above.nspname, parent.relname] ORDER BY inherits.inhseqno) FROM pg_catalog.pg_inherits inherits
                    JOIN pg_catalog.pg_class parent ON parent.oid = inherits.inhparent JOIN pg_catalog.pg_namespace above ON above.oid = parent.relnamespace
                    WHERE inherits.inhrelid = relation.oid AND NOT relation.relispartition)::text,
                CASE WHEN relation.reloftype <> 0 THEN pg_catalog.format_type(relation.reloftype, NULL) END,
                pg_catalog.to_json(relation.reloptions)::text, nullif(method.amname, 'heap'), space.spcname, relation.relrowsecurity, relation.relforcerowsecurity,
                CASE relation.relreplident WHEN 'f' THEN 'FULL' WHEN 'n' THEN 'NOTHING' END
            FROM pg_catalog.pg_class relation
            JOIN pg_catalog.pg_namespace namespace ON namespace.oid = relation.relnamespace
            LEFT JOIN pg_catalog.pg_am method ON method.oid = relation.relam
            LEFT JOIN pg_catalog.pg_tablespace space ON space.oid = relation.reltablespace
            WHERE relation.relkind IN ('r', 'p') AND relation.relpersistence <> 't' AND {scope.HasSchema} AND {CatalogScope.IsOwn($"relation.tableoid", $"relation.oid")}
            """;

        /// <inheritdoc/>
        public override SchemaObject Read(CatalogRow row) => new Table(Named(row.Text(), row.Text()))
        {
            Owner = row.Text(),
            Grants = row.Grants(),
            IsUnlogged = row.Flag(),
            PartitionKey = row.OptionalText(),
            Parents = [.. row.Lists().Select(name => Named(name[0], name[1]))],
            OfType = row.OptionalText(),
            Options = row.Texts(),
            AccessMethod = row.OptionalText(),
            Tablespace = row.OptionalText(),
            HasRowSecurity = row.Flag(),
            ForcesRowSecurity = row.Flag(),
            ReplicaIdentity = row.OptionalText(),
        };
    }
}
