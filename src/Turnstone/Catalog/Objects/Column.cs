namespace Turnstone.Catalog.Objects;

using Turnstone.Sql;
using Turnstone.Text;

/// <summary>A column of a table.</summary>
sealed record Column(ObjectId Id, string Type, int Number) : SchemaObject(Id)
{
    public const string Kind = "column";

    public bool IsNotNull { get; init; }

    /// <summary>An expression.</summary>
    public string? Default { get; init; }

    /// <summary><c>ALWAYS</c> or <c>BY DEFAULT</c>; none of what is no identity.</summary>
    public string? Identity { get; init; }

    /// <summary><c>STORED</c> or <c>VIRTUAL</c>; none of what is stored as it is given. The expression is <see cref="Default"/>.</summary>
    public string? Generated { get; init; }

    /// <summary>Where it is not its type's.</summary>
    public string? Collation { get; init; }

    /// <summary>Where it is not its type's: <c>EXTERNAL</c>.</summary>
    public string? Storage { get; init; }

    public string? Compression { get; init; }

    /// <summary>How exactly ANALYZE looks at it; none for the server's setting.</summary>
    public long? Statistics { get; init; }

    /// <summary>Whether its table has it by itself, not only from what it inherits from.</summary>
    public bool IsLocal { get; init; }

    public static ObjectId Named(ObjectId table, string name) => new(Kind, table.Schema, name) { Of = table };

    /// <inheritdoc/>
    public override int Rank => 51;

    /// <inheritdoc/>
    public override Sql Mention => $"COLUMN {Id.Of!.Sql}.{new PlainName(Id.Name)}";

    /// <inheritdoc/>
    protected override IEnumerable<Property> Own =>
    [
        new("type", Type), Property.Of("not null", IsNotNull), new("default", Default), new("identity", Identity), new("generated", Generated), new("collation", Collation),
        new("storage", Storage, Concern.Cosmetic), new("compression", Compression, Concern.Cosmetic), new("statistics", Statistics?.ToString(System.Globalization.CultureInfo.InvariantCulture), Concern.Cosmetic),
        Property.Of("inherited", !IsLocal),
    ];

    /// <summary>As it stands in a CREATE TABLE. That an identity is not null goes without saying.</summary>
    public Sql Definition(Schema schema) =>
        $"{new PlainName(Id.Name)} {new Verbatim(Type)}{When(" COMPRESSION ", Compression)}{When(" COLLATE ", Collation)}{Value(schema)}{When(IsNotNull && Identity is null, " NOT NULL")}";

    Sql Value(Schema schema) => (Generated, Identity, Default) switch
    {
        ({ } kept, _, { } expression) => $" GENERATED ALWAYS AS ({new Verbatim(expression)}) {new Verbatim(kept)}",
        (_, { } identity, _) => $" GENERATED {new Verbatim(identity)} AS IDENTITY{Counting(schema)}",
        (_, _, { } value) => $" DEFAULT {new Verbatim(value)}",
        _ => $"",
    };

    /// <summary>The sequence of an identity.</summary>
    public Sequence? CountedBy(Schema schema) => schema.PartsOf<Sequence>(Id).FirstOrDefault();

    // With its name where it is not the one that the server gives.
    Sql Counting(Schema schema)
    {
        var sequence = CountedBy(schema)!;
        Sql named = sequence.Id.Name == UsualSequence && sequence.Id.Schema == Id.Schema ? Sql.Empty : $" SEQUENCE NAME {sequence.Id.Sql}";
        Sql options = $"{named}{sequence.Numbers}";
        return options.IsEmpty ? options : $" ({new Verbatim(options.ToString()[1..])})";
    }

    string UsualSequence => $"{Id.Of!.Name}_{Id.Name}_seq";

    /// <inheritdoc/>
    public override IEnumerable<SchemaObject> CreatedWith(Schema schema) => schema.PartsOf<Sequence>(Id);

    Sql Altering => $"ALTER TABLE ONLY {Id.Of!.Sql} ALTER COLUMN {new PlainName(Id.Name)}";

    /// <summary>What a CREATE TABLE has no words for.</summary>
    public IEnumerable<Sql> Settings
    {
        get
        {
            if (Storage is not null)
            {
                yield return $"{Altering} SET STORAGE {new Verbatim(Storage)}";
            }
            if (Statistics is { } target)
            {
                yield return $"{Altering} SET STATISTICS {target}";
            }
        }
    }

    /// <inheritdoc/>
    public override IEnumerable<Sql> Create(Schema schema) => IsLocal ? [$"ALTER TABLE {Id.Of!.Sql} ADD COLUMN {Definition(schema)}", .. Settings] : Settings;

    /// <inheritdoc/>
    public override Sql Drop => IsLocal ? $"ALTER TABLE {Id.Of!.Sql} DROP COLUMN {new PlainName(Id.Name)}" : Sql.Empty;

    /// <inheritdoc/>
    public override string? Loses => Generated is null ? "its values" : null;

    /// <inheritdoc/>
    public override Sql Rights(IEnumerable<string> privileges) =>
        $"{Sql.Join(", ", privileges.Select(privilege => (Sql)$"{new Verbatim(privilege)} ({new PlainName(Id.Name)})"))} ON TABLE {Id.Of!.Sql}";

    /// <inheritdoc/>
    public override Alteration? Alter(SchemaObject from, Change change)
    {
        var before = (Column)from;
        var moves = before.Type != Type || before.Collation != Collation;
        return before.Generated != Generated || Generated is not null && before.Default != Default || before.IsLocal != IsLocal
            ? null
            : new([.. Steps(before, moves, change)], moves, moves && !TypeWidening.Keeps(before.Type, Type) ? "what the new type cannot hold" : null);
    }

    // A default that was there has to fit the new type by itself, so it goes before and comes behind.
    IEnumerable<Sql> Steps(Column before, bool moves, Change change)
    {
        if (before.Identity is not null && Identity is null)
        {
            yield return $"{Altering} DROP IDENTITY";
        }
        if (before.Default is not null && Generated is null && (moves || Default is null))
        {
            yield return $"{Altering} DROP DEFAULT";
        }
        if (moves && IsLocal)
        {
            yield return $"ALTER TABLE {Id.Of!.Sql} ALTER COLUMN {new PlainName(Id.Name)} TYPE {new Verbatim(Type)}{When(" COLLATE ", Collation ?? (before.Collation is null ? null : "pg_catalog.\"default\""))} USING {new PlainName(Id.Name)}::{new Verbatim(Type)}";
        }
        if (Default is not null && Generated is null && (moves || Default != before.Default))
        {
            yield return $"{Altering} SET DEFAULT {new Verbatim(Default)}";
        }
        if (before.IsNotNull != IsNotNull)
        {
            yield return $"{Altering} {When(IsNotNull, "SET")}{When(!IsNotNull, "DROP")} NOT NULL";
        }
        if (Identity is not null && before.Identity != Identity)
        {
            yield return before.Identity is null ? (Sql)$"{Altering} ADD GENERATED {new Verbatim(Identity)} AS IDENTITY{Counting(change.To)}" : (Sql)$"{Altering} SET GENERATED {new Verbatim(Identity)}";
        }
        foreach (var setting in Reset(before).Concat(Settings.Where(_ => Storage != before.Storage || Statistics != before.Statistics)))
        {
            yield return setting;
        }
        if (before.Compression != Compression)
        {
            yield return $"{Altering} SET COMPRESSION {new Verbatim(Compression ?? "default")}";
        }
    }

    IEnumerable<Sql> Reset(Column before)
    {
        if (before.Storage is not null && Storage is null)
        {
            yield return $"{Altering} SET STORAGE DEFAULT";
        }
        if (before.Statistics is not null && Statistics is null)
        {
            yield return $"{Altering} SET STATISTICS -1";
        }
    }

    /// <inheritdoc/>
    public override bool Follows => true;

    /// <inheritdoc/>
    public override (IEnumerable<Sql> Before, IEnumerable<Sql> After)? Release(ObjectId needed) => Default is null || Generated is not null
        ? null
        : ((Sql[])[$"{Altering} DROP DEFAULT"], (Sql[])[$"{Altering} SET DEFAULT {new Verbatim(Default)}"]);

    /// <summary>Reads <c>pg_attribute</c>.</summary>
    internal sealed class Reader : ObjectReader
    {
        /// <inheritdoc/>
        public override Sql Query(CatalogScope scope) => $"""
            SELECT relation.tableoid, relation.oid, part.attnum::integer, {Table.KindOf}, namespace.nspname, relation.relname, part.attname, pg_catalog.format_type(part.atttypid, part.atttypmod),
                part.attnum::bigint, part.attacl::text, pg_catalog.acldefault('c', relation.relowner)::text, part.attnotnull, pg_catalog.pg_get_expr(value.adbin, value.adrelid),
                CASE part.attidentity WHEN 'a' THEN 'ALWAYS' WHEN 'd' THEN 'BY DEFAULT' END, CASE part.attgenerated WHEN 's' THEN 'STORED' WHEN 'v' THEN 'VIRTUAL' END,
                CASE WHEN part.attcollation <> type.typcollation THEN part.attcollation::pg_catalog.regcollation::text END,
                CASE WHEN part.attstorage <> type.typstorage THEN CASE part.attstorage WHEN 'p' THEN 'PLAIN' WHEN 'e' THEN 'EXTERNAL' WHEN 'm' THEN 'MAIN' WHEN 'x' THEN 'EXTENDED' END END,
                CASE part.attcompression WHEN 'p' THEN 'pglz' WHEN 'l' THEN 'lz4' END,
                CASE WHEN part.attstattarget >= 0 THEN part.attstattarget END::bigint, part.attislocal
            FROM pg_catalog.pg_attribute part
            JOIN pg_catalog.pg_class relation ON relation.oid = part.attrelid
            JOIN pg_catalog.pg_namespace namespace ON namespace.oid = relation.relnamespace
            JOIN pg_catalog.pg_type type ON type.oid = part.atttypid
            LEFT JOIN pg_catalog.pg_attrdef value ON value.adrelid = part.attrelid AND value.adnum = part.attnum
            WHERE part.attnum > 0 AND NOT part.attisdropped AND relation.relkind IN ('r', 'p') AND relation.relpersistence <> 't' AND {scope.HasSchema}
                AND {CatalogScope.IsOwn($"relation.tableoid", $"relation.oid")}
            ORDER BY part.attrelid, part.attnum
            """;

        /// <inheritdoc/>
        public override SchemaObject Read(CatalogRow row)
        {
            var table = row.Relation();
            return new Column(Named(table, row.Text()), row.Text(), (int)row.Number())
            {
                Grants = row.Grants(),
                IsNotNull = row.Flag(),
                Default = row.OptionalText(),
                Identity = row.OptionalText(),
                Generated = row.OptionalText(),
                Collation = row.OptionalText(),
                Storage = row.OptionalText(),
                Compression = row.OptionalText(),
                Statistics = row.OptionalNumber(),
                IsLocal = row.Flag(),
            };
        }
    }
}
