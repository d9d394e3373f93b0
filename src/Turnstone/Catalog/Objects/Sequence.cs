namespace Turnstone.Catalog.Objects;

using System.Globalization;
using Turnstone.Sql;
using Turnstone.Text;

/// <summary><c>CREATE SEQUENCE</c>; an identity column's is a part of the column, which makes it.</summary>
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

    /// <summary>Whether a column that is an identity made it.</summary>
    public bool IsIdentity => Id.Of is not null;

    /// <summary>What it counts by where that is not what a sequence of its type does, with a space in front of each.</summary>
    public Sql Numbers => $"{Number(" START ", Start, StartDefault)}{Number(" INCREMENT ", Increment, 1)}{Number(" MINVALUE ", Minimum, Increment > 0 ? 1 : Lowest)}{Number(" MAXVALUE ", Maximum, Increment > 0 ? Highest : -1)}{Number(" CACHE ", Cache, 1)}{When(IsCycle, " CYCLE")}";

    long StartDefault => Increment > 0 ? Minimum : Maximum;

    long Highest => Type switch { "smallint" => short.MaxValue, "integer" => int.MaxValue, _ => long.MaxValue };

    long Lowest => Type switch { "smallint" => short.MinValue, "integer" => int.MinValue, _ => long.MinValue };

    /// <inheritdoc/>
    public override int Rank => 40;

    /// <inheritdoc/>
    protected override IEnumerable<Property> Own =>
    [
        new("type", Type), Of("start", Start), Of("increment", Increment), Of("minimum", Minimum), Of("maximum", Maximum), Of("cache", Cache), Property.Of("cycle", IsCycle),
        Property.Of("unlogged", IsUnlogged), new("owned by", OwnedBy is null ? null : $"{OwnedBy.Of!.Sql}.{new PlainName(OwnedBy.Name)}"), 
    ];

    /// <inheritdoc/>
    public override IEnumerable<Sql> Create(Schema schema) => IsIdentity ? [] : [$"CREATE {When(IsUnlogged, "UNLOGGED ")}SEQUENCE {Id.Sql}{When(Type != "bigint", $" AS {Type}")}{Numbers}"];

    /// <inheritdoc/>
    public override IEnumerable<Sql> Finish() => OwnedBy is null || IsIdentity ? [] : [$"ALTER SEQUENCE {Id.Sql} OWNED BY {OwnedBy.Of!.Sql}.{new PlainName(OwnedBy.Name)}"];

    /// <inheritdoc/>
    public override Sql Drop => IsIdentity ? Sql.Empty : $"DROP SEQUENCE {Id.Sql}";

    /// <inheritdoc/>
    public override string? Loses => IsIdentity ? null : "how far it has counted";

    /// <inheritdoc/>
    public override bool IsOwnedAlong(SchemaObject from) => OwnedBy is { } column && column == ((Sequence)from).OwnedBy;

    /// <inheritdoc/>
    public override IEnumerable<ObjectId> GoesWith(Change change) => OwnedBy is { } column ? [column, column.Of!] : [];

    /// <inheritdoc/>
    public override Alteration? Alter(SchemaObject from, Change change)
    {
        var before = (Sequence)from;
        Sql cycle = $" {When(!IsCycle, "NO ")}CYCLE", numbers = $"START {Start} INCREMENT {Increment} MINVALUE {Minimum} MAXVALUE {Maximum} CACHE {Cache}{cycle}";
        return before.IsUnlogged != IsUnlogged ? null : Alteration.Of(
        [
            IsIdentity && before.Type == Type || !before.NumbersAre(this) ? $"ALTER SEQUENCE {Id.Sql} AS {new Verbatim(Type)} {numbers}" : Sql.Empty,
            .. before.OwnedBy == OwnedBy ? [] : OwnedBy is null ? (Sql[])[$"ALTER SEQUENCE {Id.Sql} OWNED BY NONE"] : Finish(),
        ]);
    }

    bool NumbersAre(Sequence other) => this with { OwnedBy = other.OwnedBy, Owner = other.Owner, Grants = other.Grants, Comment = other.Comment } == other;

    static Sql Number(string word, long value, long usual) => value == usual ? Sql.Empty : $"{new Verbatim(word)}{value}";

    static Property Of(string name, long value) => new(name, value.ToString(CultureInfo.InvariantCulture));

    /// <summary>Reads <c>pg_sequence</c>.</summary>
    internal sealed class Reader : ObjectReader
    {
        /// <inheritdoc/>
        public override Sql? Found => $"pg_catalog.pg_sequence";

        /// <inheritdoc/>
        public override Sql Query(CatalogScope scope) => $"""
            SELECT relation.tableoid, relation.oid, 0, CASE owner.relkind WHEN 'f' THEN 'foreign table' WHEN 'v' THEN 'view' ELSE CASE WHEN owner.oid IS NOT NULL THEN 'table' END END, above.nspname, owner.relname, part.attname,
                coalesce(owned.deptype = 'i', false), namespace.nspname, relation.relname, pg_catalog.format_type(numbers.seqtypid, NULL), pg_catalog.pg_get_userbyid(relation.relowner),
                relation.relacl::text, pg_catalog.acldefault('s', relation.relowner)::text, numbers.seqstart, numbers.seqincrement, numbers.seqmin, numbers.seqmax, numbers.seqcache,
                numbers.seqcycle, relation.relpersistence = 'u'
            FROM pg_catalog.pg_sequence numbers
            JOIN pg_catalog.pg_class relation ON relation.oid = numbers.seqrelid
            JOIN pg_catalog.pg_namespace namespace ON namespace.oid = relation.relnamespace
            LEFT JOIN pg_catalog.pg_depend owned ON owned.classid = relation.tableoid AND owned.objid = relation.oid AND owned.refclassid = relation.tableoid AND owned.refobjsubid > 0 AND owned.deptype IN ('a', 'i')
            LEFT JOIN pg_catalog.pg_attribute part ON part.attrelid = owned.refobjid AND part.attnum = owned.refobjsubid
            LEFT JOIN pg_catalog.pg_class owner ON owner.oid = owned.refobjid
            LEFT JOIN pg_catalog.pg_namespace above ON above.oid = owner.relnamespace
            WHERE relation.relpersistence <> 't' AND {scope.HasSchema} AND {scope.IsOwnRelation}
            """;

        /// <inheritdoc/>
        public override SchemaObject Read(CatalogRow row)
        {
            var column = (row.OptionalText(), row.OptionalText(), row.OptionalText(), row.OptionalText()) is ({ } kind, { } schema, { } table, { } name)
                ? Column.Named(new(kind, schema, table), name)
                : null;
            var isIdentity = row.Flag();
            return new Sequence(new(Kind, row.Text(), row.Text()) { Of = isIdentity ? column : null }, row.Text())
            {
                OwnedBy = column,
                Owner = row.Text(),
                Grants = row.Grants(),
                Start = row.Number(),
                Increment = row.Number(),
                Minimum = row.Number(),
                Maximum = row.Number(),
                Cache = row.Number(),
                IsCycle = row.Flag(),
                IsUnlogged = row.Flag(),
            };
        }
    }
}
