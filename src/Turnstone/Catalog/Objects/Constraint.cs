namespace Turnstone.Catalog.Objects;

using System.Collections.Immutable;
using Turnstone.Sql;
using Turnstone.Text;

/// <summary>A rule that the rows of a table keep: primary key, unique, check, foreign key, exclusion.</summary>
/// <param name="Definition">As it stands behind <c>ADD CONSTRAINT name</c>.</param>
sealed record Constraint(ObjectId Id, ConstraintType Type, string Definition) : SchemaObject(Id)
{
    public const string Kind = "constraint";

    /// <summary>Its columns in order, where it has a list of them.</summary>
    public ImmutableArray<string> Columns { get; init; } = [];

    /// <summary>The table that a foreign key points to.</summary>
    public ObjectId? References { get; init; }

    public bool IsValidated { get; init; }

    public bool IsDeferrable { get; init; }

    public bool IsDeferred { get; init; }

    /// <summary>Whether tables that inherit do without it.</summary>
    public bool IsNoInherit { get; init; }

    /// <summary>Whether its table has it by itself, not only from what it inherits from.</summary>
    public bool IsLocal { get; init; }

    /// <inheritdoc/>
    public override int Rank => Type == ConstraintType.ForeignKey ? 62 : 60;

    /// <inheritdoc/>
    public override Sql Mention => $"CONSTRAINT {new PlainName(Id.Name)} ON {Id.Of!.Sql}";

    /// <inheritdoc/>
    protected override IEnumerable<Property> Own =>
    [
        new("definition", Definition), Property.Of("not valid", !IsValidated), Property.Of("inherited", !IsLocal),
    ];

    /// <inheritdoc/>
    public override IEnumerable<ObjectId> Needs => References is { } other ? [Id.Of!, other] : [Id.Of!];

    /// <inheritdoc/>
    public override IEnumerable<Sql> Create(Schema schema) => IsLocal
        ? [$"ALTER TABLE {When(Type != ConstraintType.Check, "ONLY ")}{Id.Of!.Sql} ADD CONSTRAINT {new PlainName(Id.Name)} {new Verbatim(Definition)}"]
        : [];

    /// <inheritdoc/>
    public override Sql Drop => $"ALTER TABLE {Id.Of!.Sql} DROP CONSTRAINT {new PlainName(Id.Name)}";

    /// <summary>Reads <c>pg_constraint</c>; that a column is not null is the column's own.</summary>
    internal sealed class Reader : ObjectReader
    {
        /// <inheritdoc/>
        public override Sql Query(CatalogScope scope) => $"""
            SELECT rule.tableoid, rule.oid, 0, namespace.nspname, relation.relname, rule.conname, rule.contype::text, pg_catalog.pg_get_constraintdef(rule.oid),
                (SELECT pg_catalog.json_agg(part.attname ORDER BY key.place) FROM pg_catalog.unnest(rule.conkey) WITH ORDINALITY key (number, place)
                    JOIN pg_catalog.pg_attribute part ON part.attrelid = rule.conrelid AND part.attnum = key.number)::text,
                above.nspname, other.relname, rule.convalidated, rule.condeferrable, rule.condeferred, rule.connoinherit, rule.conislocal AND rule.conparentid = 0
            FROM pg_catalog.pg_constraint rule
            JOIN pg_catalog.pg_class relation ON relation.oid = rule.conrelid
            JOIN pg_catalog.pg_namespace namespace ON namespace.oid = relation.relnamespace
            LEFT JOIN pg_catalog.pg_class other ON other.oid = rule.confrelid
            LEFT JOIN pg_catalog.pg_namespace above ON above.oid = other.relnamespace
            WHERE rule.contype IN ('p', 'u', 'c', 'f', 'x') AND relation.relpersistence <> 't' AND {scope.HasSchema} AND {CatalogScope.IsOwn($"relation.tableoid", $"relation.oid")}
            """;

        /// <inheritdoc/>
        public override SchemaObject Read(CatalogRow row)
        {
            var table = Table.Named(row.Text(), row.Text());
            return new Constraint(new(Kind, table.Schema, row.Text()) { Of = table }, (ConstraintType)row.Letter(), row.Text())
            {
                Columns = row.Texts(),
                References = (row.OptionalText(), row.OptionalText()) is ({ } schema, { } name) ? Table.Named(schema, name) : null,
                IsValidated = row.Flag(),
                IsDeferrable = row.Flag(),
                IsDeferred = row.Flag(),
                IsNoInherit = row.Flag(),
                IsLocal = row.Flag(),
            };
        }
    }
}

/// <summary>What a constraint demands, by its letter in <c>pg_constraint.contype</c>.</summary>
enum ConstraintType
{
    Check = 'c',
    ForeignKey = 'f',
    PrimaryKey = 'p',
    Unique = 'u',
    Exclusion = 'x',
}
