namespace Turnstone.Catalog.Objects;

using System.Collections.Immutable;
using Turnstone.Sql;
using Turnstone.Text;

/// <summary>A rule that the rows of a table keep: primary key, unique, check, foreign key, exclusion.</summary>
/// <param name="Definition">As it stands behind <c>ADD CONSTRAINT name</c>, but for NOT VALID.</param>
sealed record Constraint(ObjectId Id, ConstraintType Type, string Definition) : SchemaObject(Id)
{
    public const string Kind = "constraint";

    /// <summary>Its columns in order, where it has a list of them.</summary>
    public ImmutableArray<string> Columns { get; init; } = [];

    /// <summary>The table that a foreign key points to.</summary>
    public ObjectId? References { get; init; }

    public bool IsValidated { get; init; }

    /// <summary>Whether CLUSTER sorts the table by its index.</summary>
    public bool IsClustered { get; init; }

    /// <summary>Whether replicas know an old row by its index.</summary>
    public bool IsReplicaIdentity { get; init; }

    /// <summary>Of its index.</summary>
    public string? Tablespace { get; init; }

    /// <summary>Whether its table has it by itself, not only from what it inherits from.</summary>
    public bool IsLocal { get; init; }

    /// <inheritdoc/>
    public override int Rank => Type == ConstraintType.ForeignKey ? 62 : 60;

    /// <inheritdoc/>
    public override Sql Mention => $"CONSTRAINT {new PlainName(Id.Name)} ON {Id.Of!.Sql}";

    /// <inheritdoc/>
    protected override IEnumerable<Property> Own =>
    [
        new("definition", Definition), Property.Of("not valid", !IsValidated), Property.Of("inherited", !IsLocal), Property.Of("clustered", IsClustered, Concern.Cosmetic),
        Property.Of("replica identity", IsReplicaIdentity), new("tablespace", Tablespace, Concern.Cosmetic),
    ];

    /// <inheritdoc/>
    public override IEnumerable<ObjectId> Needs => References is { } other ? [Id.Of!, other] : [Id.Of!];

    /// <inheritdoc/>
    public override IEnumerable<Sql> Create(Schema schema) => IsLocal ? [$"ALTER TABLE {Id.Of!.Sql} ADD {Inline}", .. Settings] : Settings;

    /// <summary>What a CREATE TABLE has no words for.</summary>
    public IEnumerable<Sql> Settings =>
    [
        IsClustered ? $"ALTER TABLE {Id.Of!.Sql} CLUSTER ON {new PlainName(Id.Name)}" : Sql.Empty,
        IsReplicaIdentity ? $"ALTER TABLE ONLY {Id.Of!.Sql} REPLICA IDENTITY USING INDEX {new PlainName(Id.Name)}" : Sql.Empty,
        Tablespace is null ? Sql.Empty : $"ALTER INDEX {new PlainName(Id.Schema!)}.{new PlainName(Id.Name)} SET TABLESPACE {new PlainName(Tablespace)}",
    ];

    /// <inheritdoc/>
    public override Sql Drop => IsLocal ? $"ALTER TABLE {Id.Of!.Sql} DROP CONSTRAINT {new PlainName(Id.Name)}" : Sql.Empty;

    /// <summary>A foreign key goes before the table that it points to does, whichever of the two is first.</summary>
    public override IEnumerable<ObjectId> GoesWith(Change change) => References is { } other && other != Id.Of && !change.To.Objects.ContainsKey(other) ? [] : [Id.Of!];

    /// <inheritdoc/>
    public override bool Follows => true;

    /// <inheritdoc/>
    public override Alteration? Alter(SchemaObject from, Change change)
    {
        var before = (Constraint)from;
        return before.Definition != Definition || before.IsLocal != IsLocal || before.IsValidated && !IsValidated || before.IsReplicaIdentity != IsReplicaIdentity || before.Tablespace != Tablespace
            ? null
            : Alteration.Of(
            [
                before.IsValidated == IsValidated ? Sql.Empty : $"ALTER TABLE {Id.Of!.Sql} VALIDATE CONSTRAINT {new PlainName(Id.Name)}",
                before.IsClustered && !IsClustered ? $"ALTER TABLE {Id.Of!.Sql} SET WITHOUT CLUSTER" : Sql.Empty,
                .. Settings,
            ]);
    }

    /// <summary>As it stands in a CREATE TABLE.</summary>
    public Sql Inline => $"CONSTRAINT {new PlainName(Id.Name)} {new Verbatim(Definition)}{When(!IsValidated && !Definition.EndsWith("NOT ENFORCED", StringComparison.Ordinal), " NOT VALID")}";

    /// <summary>Whether its table can be made with it: a foreign key waits for the other table, and what is not validated cannot be said there.</summary>
    public bool IsInline => IsValidated && Type != ConstraintType.ForeignKey;

    /// <summary>Reads <c>pg_constraint</c>; that a column is not null is the column's own.</summary>
    internal sealed class Reader : ObjectReader
    {
        /// <inheritdoc/>
        public override Sql Query(CatalogScope scope) => $"""
            SELECT rule.tableoid, rule.oid, 0, {Table.KindOf}, namespace.nspname, relation.relname, rule.conname, rule.contype::text,
                pg_catalog.regexp_replace(pg_catalog.pg_get_constraintdef(rule.oid), ' NOT VALID$', ''),
                (SELECT pg_catalog.json_agg(part.attname ORDER BY key.place) FROM pg_catalog.unnest(rule.conkey) WITH ORDINALITY key (number, place)
                    JOIN pg_catalog.pg_attribute part ON part.attrelid = rule.conrelid AND part.attnum = key.number)::text,
                above.nspname, other.relname, rule.convalidated, rule.conislocal AND rule.conparentid = 0,
                coalesce(kept.indisclustered, false), coalesce(kept.indisreplident, false), space.spcname
            FROM pg_catalog.pg_constraint rule
            JOIN pg_catalog.pg_class relation ON relation.oid = rule.conrelid
            JOIN pg_catalog.pg_namespace namespace ON namespace.oid = relation.relnamespace
            LEFT JOIN pg_catalog.pg_class other ON other.oid = rule.confrelid
            LEFT JOIN pg_catalog.pg_namespace above ON above.oid = other.relnamespace
            LEFT JOIN pg_catalog.pg_index kept ON kept.indexrelid = rule.conindid AND rule.contype IN ('p', 'u', 'x')
            LEFT JOIN pg_catalog.pg_class made ON made.oid = kept.indexrelid
            LEFT JOIN pg_catalog.pg_tablespace space ON space.oid = made.reltablespace
            WHERE rule.contype IN ('p', 'u', 'c', 'f', 'x') AND relation.relpersistence <> 't' AND {scope.HasSchema} AND {CatalogScope.IsOwn($"relation.tableoid", $"relation.oid")}
            """;

        /// <inheritdoc/>
        public override SchemaObject Read(CatalogRow row)
        {
            var table = row.Relation();
            return new Constraint(new(Kind, table.Schema, row.Text()) { Of = table }, (ConstraintType)row.Letter(), row.Text())
            {
                Columns = row.Texts(),
                References = (row.OptionalText(), row.OptionalText()) is ({ } schema, { } name) ? Table.Named(schema, name) : null,
                IsValidated = row.Flag(),
                IsLocal = row.Flag(),
                IsClustered = row.Flag(),
                IsReplicaIdentity = row.Flag(),
                Tablespace = row.OptionalText(),
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
