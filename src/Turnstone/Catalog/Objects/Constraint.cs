namespace Turnstone.Catalog.Objects;

using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Turnstone.Sql;
using Turnstone.Text;

/// <summary>A rule that the rows of a table keep: primary key, unique, check, foreign key, exclusion.</summary>
/// <param name="Definition">As it stands behind <c>ADD CONSTRAINT name</c>, but for NOT VALID, and of a foreign key for <see cref="Manner"/>.</param>
sealed partial record Constraint(ObjectId Id, ConstraintType Type, string Definition) : SchemaObject(Id)
{
    public const string Kind = "constraint";

    /// <summary>Its columns in order, where it has a list of them.</summary>
    public ImmutableArray<string> Columns { get; init; } = [];

    /// <summary>The table that a foreign key points to.</summary>
    public ObjectId? References { get; init; }

    public bool IsValidated { get; init; }

    /// <summary>When a foreign key is looked at, and whether it is: <c>DEFERRABLE INITIALLY DEFERRED</c>, <c>NOT ENFORCED</c>; none where it is at once.</summary>
    public string? Manner { get; init; }

    /// <summary>Whether CLUSTER sorts the table by its index.</summary>
    public bool IsClustered { get; init; }

    /// <summary>Whether replicas know an old row by its index.</summary>
    public bool IsReplicaIdentity { get; init; }

    /// <summary>Of its index.</summary>
    public string? Tablespace { get; init; }

    /// <summary>Storage parameters of its index.</summary>
    public ImmutableArray<string> Options { get; init; } = [];

    /// <summary>Whether its table has it by itself, not only from what it inherits from. It is not compared: nothing can be said to change it.</summary>
    public bool IsLocal { get; init; }

    /// <summary>Whether a table above has it, too. It is not compared either.</summary>
    public bool IsInherited { get; init; }

    // What is validated there is validated here; where it is not, whether it is here says only which of the two came first.
    bool IsAbove => Type == ConstraintType.Check && IsInherited;

    /// <inheritdoc/>
    public override int Rank => Type == ConstraintType.ForeignKey ? 66 : 60;

    /// <inheritdoc/>
    public override Sql Mention => $"CONSTRAINT {new PlainName(Id.Name)} ON {Id.Of!.Sql}";

    /// <inheritdoc/>
    protected override IEnumerable<Property> Own =>
    [
        new("definition", Definition), new("manner", Manner), Property.Of("not valid", !IsValidated && !IsAbove), Property.Of("clustered", IsClustered, Concern.Cosmetic),
        new("tablespace", Tablespace, Concern.Cosmetic), Property.Of("options", Options, Concern.Cosmetic),
    ];

    /// <inheritdoc/>
    public override IEnumerable<ObjectId> Needs => References is { } other ? [Id.Of!, other] : [Id.Of!];

    /// <inheritdoc/>
    public override IEnumerable<Sql> Create(Schema schema) => [$"ALTER TABLE {Id.Of!.Sql} ADD {Inline}", .. Settings];

    /// <inheritdoc/>
    public override IEnumerable<Sql> Adapted(Schema schema, bool isNew) => Settings;

    /// <summary>What a CREATE TABLE has no words for.</summary>
    public IEnumerable<Sql> Settings =>
    [
        IsClustered ? $"ALTER TABLE {Id.Of!.Sql} CLUSTER ON {new PlainName(Id.Name)}" : Sql.Empty,
        IsReplicaIdentity ? $"ALTER TABLE ONLY {Id.Of!.Sql} REPLICA IDENTITY USING INDEX {new PlainName(Id.Name)}" : Sql.Empty,
        Tablespace is null ? Sql.Empty : $"ALTER INDEX {Indexed} SET TABLESPACE {new PlainName(Tablespace)}",
        .. StorageOptions.Between($"ALTER INDEX {Indexed}", [], Options),
    ];

    /// <inheritdoc/>
    public override Sql Drop => $"ALTER TABLE {Id.Of!.Sql} DROP CONSTRAINT {new PlainName(Id.Name)}";

    /// <summary>A foreign key goes before the table that it points to does, whichever of the two is first.</summary>
    public override IEnumerable<ObjectId> GoesWith(Change change) =>
        References is { } other && other != Id.Of && !change.To.Objects.ContainsKey(other) ? [] : [Id.Of!, .. IsLocal ? [] : Above(change, change.From)];

    /// <summary>With the one above; and a foreign key stays when its table is a partition no more, where it was the partitioned table's.</summary>
    public override IEnumerable<ObjectId> ComesWith(Change change) => Type == ConstraintType.ForeignKey ? Partings(change) : Above(change, change.To);

    /// <inheritdoc/>
    public override bool LetsGo(ObjectId needed, Change change) => TableParts.IsParted(Id.Of!, needed, change);

    /// <summary>As an index does: a partition's constraints become parts of those above in the order in which they were made.</summary>
    public override IEnumerable<ObjectId> ComesBehind(Schema schema) => !TableParts.IsPartition(Id.Of!, schema) ? [] : schema.PartsOf<Constraint>(Id.Of!)
        .Where(other => other.Type == Type && other.Columns.SequenceEqual(Columns) && other.Topmost(schema) < Topmost(schema)).Select(other => other.Id);

    /// <summary>The one that it is a part of, in the end.</summary>
    public ObjectId Topmost(Schema schema) =>
        AboveAt(TableParts.Above(Id.Of!, schema), schema).Select(above => schema.Objects.GetValueOrDefault(above)).OfType<Constraint>().FirstOrDefault() is { } one ? one.Topmost(schema) : Id;

    IEnumerable<ObjectId> Above(Change change, Schema schema) => AboveAt(TableParts.StillAbove(Id.Of!, change), schema);

    // A check has the name of the one above; what has an index depends on the one above.
    IEnumerable<ObjectId> AboveAt(IEnumerable<ObjectId> tables, Schema schema) => Type switch
    {
        ConstraintType.ForeignKey => [],
        ConstraintType.Check => tables.Select(above => new ObjectId(Kind, above.Schema, Id.Name) { Of = above }),
        _ => schema.NeedsOf(Id).Where(id => id.Kind == Kind && tables.Contains(id.Of!)),
    };

    IEnumerable<ObjectId> Partings(Change change) =>
        TableParts.Above(Id.Of!, change.From).Except(TableParts.Above(Id.Of!, change.To)).Where(above => change.From.PartsOf<Constraint>(above).Any(one => one.Definition == Definition && one.Id.Name == Id.Name))
            .Select(_ => Partition.Named(Id.Of!));

    /// <inheritdoc/>
    public override bool Follows => true;

    /// <inheritdoc/>
    public override Alteration? Alter(SchemaObject from, Change change)
    {
        var before = (Constraint)from;
        return before.Definition != Definition || before.IsValidated && !IsValidated && !IsAbove && IsEnforced
            ? null
            : Alteration.Of(
            [
                before.Manner == Manner ? Sql.Empty : $"ALTER TABLE {Id.Of!.Sql} ALTER CONSTRAINT {new PlainName(Id.Name)} {new Verbatim(Mannered(before))}",
                before.IsValidated == IsValidated || IsAbove || !IsEnforced || !before.IsEnforced ? Sql.Empty : $"ALTER TABLE {Id.Of!.Sql} VALIDATE CONSTRAINT {new PlainName(Id.Name)}",
                before.Tablespace == Tablespace ? Sql.Empty : $"ALTER INDEX {Indexed} SET TABLESPACE {new PlainName(Tablespace ?? "pg_default")}",
                .. StorageOptions.Between($"ALTER INDEX {Indexed}", before.Options, Options),
                before.IsClustered == IsClustered ? Sql.Empty : Index.Clustered(Id, IsClustered, change.To),
            ]);
    }

    bool IsEnforced => Manner?.EndsWith(NotEnforced, StringComparison.Ordinal) != true && !Definition.EndsWith(NotEnforced, StringComparison.Ordinal);

    const string NotEnforced = "NOT ENFORCED";

    // What is not said stays as it is.
    string Mannered(Constraint before)
    {
        var when = Manner?.Replace(NotEnforced, "", StringComparison.Ordinal).Trim() is { Length: > 0 } some ? some : "NOT DEFERRABLE";
        return $"{when}{(when.Contains("INITIALLY", StringComparison.Ordinal) ? "" : " INITIALLY IMMEDIATE")}{(IsEnforced == before.IsEnforced ? "" : IsEnforced ? " ENFORCED" : $" {NotEnforced}")}";
    }

    Sql Indexed => $"{new PlainName(Id.Schema!)}.{new PlainName(Id.Name)}";

    /// <summary>As it stands in a CREATE TABLE.</summary>
    public Sql Inline => $"CONSTRAINT {new PlainName(Id.Name)} {new Verbatim(Definition)}{When(" ", Manner)}{When(!IsValidated && IsEnforced, " NOT VALID")}";

    /// <summary>Whether its table can be made with it: a foreign key waits for the other table, and what is not validated cannot be said there.</summary>
    public bool IsInline => IsValidated && Type != ConstraintType.ForeignKey;

    // OFFSET 0 keeps the planner from reading every column of the database for one of each key.
    /// <summary>Reads <c>pg_constraint</c>; that a column is not null is the column's own, and a partition's foreign key is the partitioned table's.</summary>
    internal sealed partial class Reader : ObjectReader
    {
        /// <inheritdoc/>
        public override Sql Query(CatalogScope scope) => $"""
            SELECT rule.tableoid, rule.oid, 0, {Table.KindOf}, namespace.nspname, relation.relname, rule.conname, rule.contype::text,
                {Plain(scope.Version)},
                CASE WHEN rule.conkey[2] IS NULL THEN CASE WHEN part.attname IS NOT NULL THEN pg_catalog.json_build_array(part.attname) END
                    ELSE (SELECT pg_catalog.json_agg(other.attname ORDER BY key.place) FROM pg_catalog.unnest(rule.conkey) WITH ORDINALITY key (number, place)
                        JOIN pg_catalog.pg_attribute other ON other.attrelid = rule.conrelid AND other.attnum = key.number) END::text,
                above.nspname, other.relname, rule.convalidated, rule.conislocal AND rule.conparentid = 0, rule.coninhcount > 0,
                coalesce(kept.indisclustered, false), coalesce(kept.indisreplident, false), space.spcname, pg_catalog.to_json(made.reloptions)::text
            FROM pg_catalog.pg_constraint rule
            JOIN pg_catalog.pg_class relation ON relation.oid = rule.conrelid
            JOIN pg_catalog.pg_namespace namespace ON namespace.oid = relation.relnamespace
            LEFT JOIN LATERAL (SELECT * FROM pg_catalog.pg_attribute found WHERE found.attrelid = rule.conrelid AND found.attnum = rule.conkey[1] OFFSET 0) part ON true
            LEFT JOIN pg_catalog.pg_class other ON other.oid = rule.confrelid
            LEFT JOIN pg_catalog.pg_namespace above ON above.oid = other.relnamespace
            LEFT JOIN pg_catalog.pg_index kept ON kept.indexrelid = rule.conindid AND rule.contype IN ('p', 'u', 'x')
            LEFT JOIN pg_catalog.pg_class made ON made.oid = kept.indexrelid
            LEFT JOIN pg_catalog.pg_tablespace space ON space.oid = made.reltablespace
            WHERE (rule.contype IN ('p', 'u', 'c', 'x') OR rule.contype = 'f' AND rule.conparentid = 0) AND relation.relpersistence <> 't' AND {scope.HasSchema} AND {scope.IsOwnRelation}
            """;

        // The server is asked for each that is more than the key of one column; most are no more.
        static Sql Plain(PgVersion version) => $"""
            CASE WHEN rule.contype IN ('p', 'u') AND kept.indnatts = 1 AND NOT rule.condeferrable{(version < PgVersion.V15 ? Sql.Empty : $" AND NOT kept.indnullsnotdistinct")}
                THEN CASE rule.contype WHEN 'p' THEN 'PRIMARY KEY (' ELSE 'UNIQUE (' END || pg_catalog.quote_ident(part.attname) || ')'
                WHEN rule.convalidated THEN pg_catalog.pg_get_constraintdef(rule.oid) ELSE pg_catalog.regexp_replace(pg_catalog.pg_get_constraintdef(rule.oid), ' NOT VALID$', '') END
            """;

        /// <inheritdoc/>
        public override SchemaObject Read(CatalogRow row)
        {
            var table = row.Relation();
            var (name, type, definition) = (row.Text(), (ConstraintType)row.Letter(), row.Code());
            var manner = type == ConstraintType.ForeignKey ? Tail().Match(definition).Value : "";
            return new Constraint(new(Kind, table.Schema, name) { Of = table }, type, definition[..^manner.Length])
            {
                Manner = manner.Length == 0 ? null : manner.Trim(),
                Columns = row.Texts(),
                References = (row.OptionalText(), row.OptionalText()) is ({ } schema, { } other) ? Table.Named(schema, other) : null,
                IsValidated = row.Flag(),
                IsLocal = row.Flag(),
                IsInherited = row.Flag(),
                IsClustered = row.Flag(),
                IsReplicaIdentity = row.Flag(),
                Tablespace = row.OptionalText(),
                Options = row.Options(),
            };
        }

        [GeneratedRegex("( DEFERRABLE)?( INITIALLY DEFERRED)?( NOT ENFORCED)?$")]
        private static partial Regex Tail();
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
