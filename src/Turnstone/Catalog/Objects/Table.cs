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

    /// <summary>What it inherits from, in order; of a partition the table that it is one of.</summary>
    public ImmutableArray<ObjectId> Parents { get; init; } = [];

    /// <summary>Which rows a partition has: <c>FOR VALUES IN (1)</c>; none of a table that is no partition.</summary>
    public string? Bound { get; init; }

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

    /// <inheritdoc/>
    public override IEnumerable<ObjectId> Needs => [Namespace.Named(Id.Schema!), .. Parents];

    /// <inheritdoc/>
    public override int Rank => 50;

    /// <inheritdoc/>
    protected override IEnumerable<Property> Own =>
    [
        Property.Of("unlogged", IsUnlogged), new("partition by", PartitionKey), Property.Of(Bound is null ? "inherits" : "partition of", Parents.Select(parent => parent.Sql.ToString())),
        new("bound", Bound), new("of type", OfType), Property.Of("options", Options, Concern.Cosmetic), new("access method", AccessMethod, Concern.Cosmetic),
        new("tablespace", Tablespace, Concern.Cosmetic), Property.Of("row security", HasRowSecurity, Concern.Security),
        Property.Of("row security for its owner", ForcesRowSecurity, Concern.Security), new("replica identity", ReplicaIdentity),
    ];

    /// <inheritdoc/>
    public override IEnumerable<SchemaObject> CreatedWith(Schema schema) => schema.PartsOf<Column>(Id);

    /// <inheritdoc/>
    public override IEnumerable<Sql> Create(Schema schema)
    {
        var columns = schema.PartsOf<Column>(Id).Where(column => column.IsLocal || Bound is not null).OrderBy(column => column.Number).Select(column => (Sql)$"\n    {column.Definition}");
        yield return $"CREATE {When(IsUnlogged, "UNLOGGED ")}TABLE {Id.Sql}{When(" OF ", OfType)} ({Sql.Join(",", columns)}\n){Inherits}{When(" PARTITION BY ", PartitionKey)}{When(" USING ", AccessMethod)}{With}{When(" TABLESPACE ", Tablespace)}";
        if (Bound is not null)
        {
            yield return $"ALTER TABLE ONLY {Parents[0].Sql} ATTACH PARTITION {Id.Sql} {new Verbatim(Bound)}";
        }
        if (HasRowSecurity)
        {
            yield return $"ALTER TABLE ONLY {Id.Sql} ENABLE ROW LEVEL SECURITY";
        }
        if (ForcesRowSecurity)
        {
            yield return $"ALTER TABLE ONLY {Id.Sql} FORCE ROW LEVEL SECURITY";
        }
        if (ReplicaIdentity is not null)
        {
            yield return $"ALTER TABLE ONLY {Id.Sql} REPLICA IDENTITY {new Verbatim(ReplicaIdentity)}";
        }
    }

    /// <inheritdoc/>
    public override Sql Drop => $"DROP TABLE {Id.Sql}";

    Sql Inherits => Bound is not null || Parents.IsEmpty ? Sql.Empty : $" INHERITS ({Sql.Join(", ", Parents.Select(parent => parent.Sql))})";

    Sql With => Options.IsEmpty ? Sql.Empty : $" WITH ({Sql.Join(", ", Options.Select(option => (Sql)$"{new Verbatim(option)}"))})";

    /// <summary>Reads <c>pg_class</c>.</summary>
    internal sealed class Reader : ObjectReader
    {
        /// <inheritdoc/>
        public override Sql Query(CatalogScope scope) => $"""
            SELECT relation.tableoid, relation.oid, 0, namespace.nspname, relation.relname, pg_catalog.pg_get_userbyid(relation.relowner),
                relation.relacl::text, pg_catalog.acldefault('r', relation.relowner)::text, relation.relpersistence = 'u',
                CASE relation.relkind WHEN 'p' THEN pg_catalog.pg_get_partkeydef(relation.oid) END,
                CASE WHEN relation.relispartition THEN pg_catalog.pg_get_expr(relation.relpartbound, relation.oid) END,
                (SELECT pg_catalog.json_agg(ARRAY[above.nspname, parent.relname] ORDER BY inherits.inhseqno) FROM pg_catalog.pg_inherits inherits
                    JOIN pg_catalog.pg_class parent ON parent.oid = inherits.inhparent JOIN pg_catalog.pg_namespace above ON above.oid = parent.relnamespace
                    WHERE inherits.inhrelid = relation.oid)::text,
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
            Bound = row.OptionalText(),
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
