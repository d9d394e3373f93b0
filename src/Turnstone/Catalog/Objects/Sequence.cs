namespace Turnstone.Catalog.Objects;

using System.Globalization;
using Turnstone.Sql;
using Turnstone.Text;

/// <summary><c>CREATE SEQUENCE</c>, an identity column's as well.</summary>
sealed record Sequence(ObjectId Id, string Type) : SchemaObject(Id)
{
    public const string Kind = "sequence";

    public long Start { get; init; }

    public long Increment { get; init; }

    public long Minimum { get; init; }

    public long Maximum { get; init; }

    public long Cache { get; init; }

    public bool IsCycle { get; init; }

    public bool IsUnlogged { get; init; }

    /// <summary>The column that it goes with.</summary>
    public ObjectId? OwnedBy { get; init; }

    /// <summary>Whether the column is an identity, which makes it.</summary>
    public bool IsIdentity { get; init; }

    /// <inheritdoc/>
    public override IEnumerable<ObjectId> Needs => IsIdentity ? [Namespace.Named(Id.Schema!), OwnedBy!] : [Namespace.Named(Id.Schema!)];

    /// <inheritdoc/>
    public override int Rank => 40;

    /// <inheritdoc/>
    protected override IEnumerable<Property> Own =>
    [
        new("type", Type), Of("start", Start), Of("increment", Increment), Of("minimum", Minimum), Of("maximum", Maximum), Of("cache", Cache), Property.Of("cycle", IsCycle),
        Property.Of("unlogged", IsUnlogged), new("owned by", OwnedBy is null ? null : $"{OwnedBy.Of!.Sql}.{new PlainName(OwnedBy.Name)}"), Property.Of("identity", IsIdentity),
    ];

    /// <inheritdoc/>
    public override IEnumerable<Sql> Create(Schema schema) => IsIdentity
        ? [$"ALTER TABLE ONLY {OwnedBy!.Of!.Sql} ALTER COLUMN {new PlainName(OwnedBy.Name)} SET START {Start} SET INCREMENT {Increment} SET MINVALUE {Minimum} SET MAXVALUE {Maximum} SET CACHE {Cache} SET {When(!IsCycle, "NO ")}CYCLE"]
        : [$"CREATE {When(IsUnlogged, "UNLOGGED ")}SEQUENCE {Id.Sql} AS {new Verbatim(Type)} START {Start} INCREMENT {Increment} MINVALUE {Minimum} MAXVALUE {Maximum} CACHE {Cache}{When(IsCycle, " CYCLE")}"];

    /// <inheritdoc/>
    public override IEnumerable<Sql> Finish() => OwnedBy is null || IsIdentity ? [] : [$"ALTER SEQUENCE {Id.Sql} OWNED BY {OwnedBy.Of!.Sql}.{new PlainName(OwnedBy.Name)}"];

    /// <inheritdoc/>
    public override Sql Drop => $"DROP SEQUENCE {Id.Sql}";

    static Property Of(string name, long value) => new(name, value.ToString(CultureInfo.InvariantCulture));

    /// <summary>Reads <c>pg_sequence</c>.</summary>
    internal sealed class Reader : ObjectReader
    {
        /// <inheritdoc/>
        public override Sql Query(CatalogScope scope) => $"""
            SELECT relation.tableoid, relation.oid, 0, namespace.nspname, relation.relname, pg_catalog.format_type(numbers.seqtypid, NULL), pg_catalog.pg_get_userbyid(relation.relowner),
                relation.relacl::text, pg_catalog.acldefault('s', relation.relowner)::text, numbers.seqstart, numbers.seqincrement, numbers.seqmin, numbers.seqmax, numbers.seqcache,
                numbers.seqcycle, relation.relpersistence = 'u', above.nspname, owner.relname, part.attname, coalesce(owned.deptype = 'i', false)
            FROM pg_catalog.pg_sequence numbers
            JOIN pg_catalog.pg_class relation ON relation.oid = numbers.seqrelid
            JOIN pg_catalog.pg_namespace namespace ON namespace.oid = relation.relnamespace
            LEFT JOIN pg_catalog.pg_depend owned ON owned.classid = relation.tableoid AND owned.objid = relation.oid AND owned.refclassid = relation.tableoid AND owned.refobjsubid > 0 AND owned.deptype IN ('a', 'i')
            LEFT JOIN pg_catalog.pg_attribute part ON part.attrelid = owned.refobjid AND part.attnum = owned.refobjsubid
            LEFT JOIN pg_catalog.pg_class owner ON owner.oid = owned.refobjid
            LEFT JOIN pg_catalog.pg_namespace above ON above.oid = owner.relnamespace
            WHERE relation.relpersistence <> 't' AND {scope.HasSchema} AND {CatalogScope.IsOwn($"relation.tableoid", $"relation.oid")}
            """;

        /// <inheritdoc/>
        public override SchemaObject Read(CatalogRow row) => new Sequence(new(Kind, row.Text(), row.Text()), row.Text())
        {
            Owner = row.Text(),
            Grants = row.Grants(),
            Start = row.Number(),
            Increment = row.Number(),
            Minimum = row.Number(),
            Maximum = row.Number(),
            Cache = row.Number(),
            IsCycle = row.Flag(),
            IsUnlogged = row.Flag(),
            OwnedBy = (row.OptionalText(), row.OptionalText(), row.OptionalText()) is ({ } schema, { } table, { } column) ? Column.Named(Table.Named(schema, table), column) : null,
            IsIdentity = row.Flag(),
        };
    }
}
