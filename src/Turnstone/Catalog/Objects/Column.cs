namespace Turnstone.Catalog.Objects;

using System.Collections.Immutable;
using Turnstone.Sql;
using Turnstone.Text;

/// <summary>A column of a table.</summary>
sealed record Column(ObjectId Id, string Type, int Number) : SchemaObject(Id)
{
    public const string Kind = "column";

    public bool IsNotNull { get; init; }

    /// <summary><c>NOT VALID</c> or <c>NO INHERIT</c>, from PostgreSQL 18 on; none of a NOT NULL that is as usual. What it is called is not compared.</summary>
    public string? NotNullManner { get; init; }

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

    /// <summary>Its type's; none where the column has it and nothing else is said of it.</summary>
    public string? UsualStorage { get; init; }

    public string? Compression { get; init; }

    /// <summary>How exactly ANALYZE looks at it; none for the server's setting.</summary>
    public long? Statistics { get; init; }

    /// <summary>What ANALYZE takes for granted: <c>n_distinct=100</c>.</summary>
    public ImmutableArray<string> Options { get; init; } = [];

    /// <summary>What the foreign server knows of it.</summary>
    public ImmutableArray<string> ForeignOptions { get; init; } = [];

    /// <summary>Whether its table has it by itself, not only from what it inherits from. It is not compared: nothing can be said to change it.</summary>
    public bool IsLocal { get; init; }

    public static ObjectId Named(ObjectId table, string name) => new(Kind, table.Schema, name) { Of = table };

    /// <inheritdoc/>
    public override int Rank => 51;

    /// <inheritdoc/>
    public override Sql Mention => $"COLUMN {Id.Of!.Sql}.{new PlainName(Id.Name)}";

    /// <inheritdoc/>
    protected override IEnumerable<Property> Own =>
    [
        new("type", Type), new("not null", IsNotNull ? NotNullManner ?? "yes" : null), new("default", Default), new("identity", Identity), new("generated", Generated), new("collation", Collation),
        new("storage", Storage, Concern.Cosmetic), new("compression", Compression, Concern.Cosmetic), new("statistics", Statistics?.ToString(System.Globalization.CultureInfo.InvariantCulture), Concern.Cosmetic),
        Property.Of("options", Options, Concern.Cosmetic), Property.Of("foreign options", ForeignOptions),
    ];

    /// <summary>As it stands in a CREATE TABLE. That an identity is not null goes without saying.</summary>
    public Sql Definition(Schema schema) =>
        $"{new PlainName(Id.Name)} {new Verbatim(Type)}{When(" COMPRESSION ", Compression)}{Objects.ForeignOptions.Of(ForeignOptions)}{When(" COLLATE ", Collation)}{Value(schema)}{When(IsNotNull && Identity is null && NotNullManner != NotValid, " NOT NULL")}{When(NotNullManner == NoInherit, " NO INHERIT")}";

    const string NotValid = "NOT VALID", NoInherit = "NO INHERIT";

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
    public IEnumerable<Sql> Settings =>
    [
        Storage is null ? Sql.Empty : $"{Altering} SET STORAGE {new Verbatim(Storage)}",
        Statistics is { } target ? $"{Altering} SET STATISTICS {target}" : Sql.Empty,
        .. StorageOptions.Between(Altering, [], Options),
        NotNullManner == NotValid ? $"ALTER TABLE {Id.Of!.Sql} ADD NOT NULL {new PlainName(Id.Name)} NOT VALID" : Sql.Empty,
    ];

    /// <inheritdoc/>
    public override IEnumerable<Sql> Create(Schema schema) => [$"ALTER TABLE {Id.Of!.Sql} ADD COLUMN {Definition(schema)}", .. Settings];

    /// <summary>What it has that the column above has not.</summary>
    public override IEnumerable<Sql> Adapted(Schema schema, bool isNew)
    {
        var above = TableParts.Above(Id.Of!, schema).Select(table => schema.Objects.GetValueOrDefault(Named(table, Id.Name))).OfType<Column>().First();
        var before = above with { Id = Id, Statistics = null, Options = [], ForeignOptions = isNew ? [] : above.ForeignOptions, Identity = null, Storage = isNew ? above.Storage : null, NotNullManner = NotNullManner, IsNotNull = above.IsNotNull && above.NotNullManner != NoInherit };
        return [.. before.Default == Default || Generated is not null ? [] : (Sql[])[Defaulted], .. before.IsNotNull || !IsNotNull ? [] : (Sql[])[NotNulled(true)], .. Tuned(before)];
    }

    /// <inheritdoc/>
    public override Sql Drop => $"ALTER TABLE {Id.Of!.Sql} DROP COLUMN {new PlainName(Id.Name)}";

    /// <inheritdoc/>
    public override IEnumerable<ObjectId> GoesWith(Change change) => [Id.Of!, .. IsLocal ? [] : TableParts.StillAbove(Id.Of!, change).Select(table => Named(table, Id.Name))];

    /// <inheritdoc/>
    public override IEnumerable<ObjectId> ComesWith(Change change) => TableParts.StillAbove(Id.Of!, change).Select(table => Named(table, Id.Name));

    /// <summary>It stays as well while another column above is what it inherits.</summary>
    public override bool LetsGo(ObjectId needed, Change change) => TableParts.IsParted(Id.Of!, needed, change)
        || needed.Kind == Kind && TableParts.StillAbove(Id.Of!, change).Select(table => Named(table, Id.Name)).Any(id => id != needed && change.From.Objects.ContainsKey(id) && change.To.Objects.ContainsKey(id));

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
        return Generated is not null && (before.Generated != Generated || moves || before.Default != Default && change.To.Version < PgVersion.V17)
            ? null
            : new([.. Steps(before, moves, change)], moves, moves && !TypeWidening.Keeps(before.Type, Type) ? "what the new type cannot hold" : null);
    }

    // A default that was there has to fit the new type by itself, so it goes before and comes behind. What is said of the table above holds for those below.
    IEnumerable<Sql> Steps(Column before, bool moves, Change change) =>
    [
        before.Identity is not null && Identity is null ? $"{Altering} DROP IDENTITY" : Sql.Empty,
        before.Generated is not null && Generated is null && !IsSaidAbove(change, column => column.Generated) ? $"{AlteringAll} DROP EXPRESSION" : Sql.Empty,
        before.HasDefault && !moves && Default is null ? $"{Altering} DROP DEFAULT" : Sql.Empty,
        .. moves && !IsSaidAbove(change, column => (column.Type, column.Collation)) ? Moved(before, change) : [],
        Default is not null && Generated is null && (moves || Default != before.Default) ? Defaulted : Sql.Empty,
        Generated is not null && Default != before.Default && !IsSaidAbove(change, column => column.Default) ? $"{AlteringAll} SET EXPRESSION AS ({new Verbatim(Default!)})" : Sql.Empty,
        .. before.IsNotNull == IsNotNull && before.NotNullManner == NotNullManner ? [] : NotNulled(before, change),
        Identity is null || before.Identity == Identity ? Sql.Empty
            : before.Identity is null ? (Sql)$"{Altering} ADD GENERATED {new Verbatim(Identity)} AS IDENTITY{Counting(change.To)}" : $"{Altering} SET GENERATED {new Verbatim(Identity)}",
        .. Tuned(before),
    ];

    Sql AlteringAll => $"ALTER TABLE {Id.Of!.Sql} ALTER COLUMN {new PlainName(Id.Name)}";

    Sql Defaulted => Default is null ? $"{Altering} DROP DEFAULT" : (Sql)$"{Altering} SET DEFAULT {new Verbatim(Default)}";

    bool HasDefault => Default is not null && Generated is null;

    // With it those below move, and their defaults have to go before as well. Without COLLATE the server takes the new type's own collation, none where it has none.
    IEnumerable<Sql> Moved(Column before, Change change)
    {
        var below = TableParts.StillBelow(Id.Of!, change).Distinct().Select(table => change.From.Objects.GetValueOrDefault(Named(table, Id.Name))).OfType<Column>();
        Sql cast = Generated is null && Id.Of!.Kind == Table.Kind ? $" USING {new PlainName(Id.Name)}{When(!TypeWidening.IsCast(before.Type, Type), "::text")}::{new Verbatim(Type)}" : Sql.Empty;
        return
        [
            .. below.Prepend(before).Where(column => column.HasDefault).Select(column => (Sql)$"{column.Altering} DROP DEFAULT"),
            $"{AlteringAll} TYPE {new Verbatim(Type)}{When(" COLLATE ", Collation)}{cast}",
        ];
    }

    // A partition is what the table above is; who inherits is asked by itself, but that one to which NOT NULL comes from above has it.
    IEnumerable<Sql> NotNulled(Column before, Change change)
    {
        var isSaid = IsSaidAbove(change, column => (column.IsNotNull, column.NotNullManner));
        if (before.IsNotNull && (!IsNotNull || NotNullManner is not null || before.NotNullManner == NoInherit) && !(isSaid && TableParts.IsPartition(Id.Of!, change.To)))
        {
            yield return NotNulled(false, !(change.To.Objects.GetValueOrDefault(Id.Of!) is Table { PartitionKey: not null }));
        }
        if (IsNotNull && NotNullManner != NotValid && !isSaid)
        {
            yield return NotNullManner is null ? NotNulled(true) : (Sql)$"ALTER TABLE {Id.Of!.Sql} ADD NOT NULL {new PlainName(Id.Name)} {new Verbatim(NotNullManner)}";
        }
        if (NotNullManner == NotValid && !isSaid)
        {
            yield return Settings.Last();
        }
    }

    Sql NotNulled(bool holds, bool isAlone = false) => $"{(isAlone ? Altering : AlteringAll)} {When(holds, "SET")}{When(!holds, "DROP")} NOT NULL";

    bool IsSaidAbove<T>(Change change, Func<Column, T> said) => TableParts.StillAbove(Id.Of!, change).Select(table => Named(table, Id.Name))
        .Any(id => change.From.Objects.GetValueOrDefault(id) is Column before && change.To.Objects.GetValueOrDefault(id) is Column after && !Equals(said(before), said(after)));

    IEnumerable<Sql> Tuned(Column before) =>
    [
        before.Storage == Storage ? Sql.Empty : $"{Altering} SET STORAGE {new Verbatim(Storage ?? UsualStorage ?? before.UsualStorage ?? "DEFAULT")}",
        before.Statistics == Statistics ? Sql.Empty : $"{Altering} SET STATISTICS {Statistics ?? -1}",
        before.Compression == Compression ? Sql.Empty : $"{Altering} SET COMPRESSION {new Verbatim(Compression ?? "default")}",
        .. StorageOptions.Between(Altering, before.Options, Options),
        Objects.ForeignOptions.Between(before.ForeignOptions, ForeignOptions) is { IsEmpty: false } options ? $"ALTER FOREIGN TABLE {Id.Of!.Sql} ALTER COLUMN {new PlainName(Id.Name)}{options}" : Sql.Empty,
    ];

    /// <summary>But what is generated from another column has to go while that one's type is altered.</summary>
    public override bool Follows => Generated is null;

    /// <inheritdoc/>
    public override (IEnumerable<Sql> Before, IEnumerable<Sql> After)? Release(ObjectId needed) => Default is null || Generated is not null || needed.Kind == Kind || IsOf(needed)
        ? null
        : ((Sql[])[$"{Altering} DROP DEFAULT"], (Sql[])[$"{Altering} SET DEFAULT {new Verbatim(Default)}"]);

    // Its type, or what its type is an array of, is parted from it by no default. Which words are to be quoted, not every version thinks alike.
    bool IsOf(ObjectId type) => Bare(type.Sql.ToString()) is var name && Bare(Type) is var own && own.StartsWith(name, StringComparison.Ordinal) && own[name.Length..] is "" or ['[' or '(', ..];

    static string Bare(string name) => name.Replace("\"", "", StringComparison.Ordinal);

    /// <summary>Reads <c>pg_attribute</c>.</summary>
    internal sealed class Reader : ObjectReader
    {
        /// <inheritdoc/>
        // Only what is generated has columns in its expression, and looking its table up for those takes a while. Five letters say nothing of most columns: together they are one value, or none.
        public override Sql Query(CatalogScope scope) => $"""
            SELECT relation.tableoid, relation.oid, part.attnum::integer, CASE relation.relkind WHEN 'f' THEN 'foreign table' ELSE 'table' END, namespace.nspname, relation.relname, part.attname, pg_catalog.format_type(part.atttypid, part.atttypmod),
                part.attnum::bigint, part.attacl::text, CASE WHEN part.attacl IS NOT NULL THEN pg_catalog.acldefault('c', relation.relowner)::text END, part.attnotnull, pg_catalog.pg_get_expr(value.adbin, CASE WHEN part.attgenerated = '' THEN 0 ELSE value.adrelid END),
                CASE WHEN part.attidentity <> '' OR part.attgenerated <> '' OR part.attstorage <> type.typstorage OR part.attcompression <> ''
                    THEN {Letter(Identity(scope.Version))} || {Letter($"part.attgenerated")} || part.attstorage::text || type.typstorage::text || {Letter($"part.attcompression")} END,
                CASE WHEN part.attcollation <> type.typcollation THEN part.attcollation::pg_catalog.regcollation::text END,
                CASE WHEN part.attstattarget >= 0 THEN part.attstattarget END::bigint, pg_catalog.to_json(part.attoptions)::text, pg_catalog.to_json(part.attfdwoptions)::text,
                part.attislocal, {NotNullManner(scope.Version)}
            FROM pg_catalog.pg_attribute part
            JOIN pg_catalog.pg_class relation ON relation.oid = part.attrelid
            JOIN pg_catalog.pg_namespace namespace ON namespace.oid = relation.relnamespace
            JOIN pg_catalog.pg_type type ON type.oid = part.atttypid
            {NotNullRules(scope.Version)}
            LEFT JOIN pg_catalog.pg_attrdef value ON value.adrelid = part.attrelid AND value.adnum = part.attnum
            WHERE part.attnum > 0 AND NOT part.attisdropped AND relation.relkind IN ('r', 'p', 'f') AND relation.relpersistence <> 't' AND {scope.HasSchema}
                AND {scope.IsOwnRelation}
            """;

        static Sql Letter(Sql letter) => $"pg_catalog.rpad({letter}::text, 1)";

        // From 17 on a partition's column shows the identity of the column above, whose sequence counts.
        static Sql Identity(PgVersion version) => version < PgVersion.V17 ? $"part.attidentity" : (Sql)$"(CASE WHEN relation.relispartition THEN '' ELSE part.attidentity END)";

        static Sql NotNullManner(PgVersion version) => version < PgVersion.V18 ? $"NULL::text" : (Sql)$"CASE WHEN NOT rule.convalidated THEN 'NOT VALID' WHEN rule.connoinherit THEN 'NO INHERIT' END";

        static Sql NotNullRules(PgVersion version) => version < PgVersion.V18 ? Sql.Empty
            : $"LEFT JOIN pg_catalog.pg_constraint rule ON part.attnotnull AND rule.conrelid = part.attrelid AND rule.contype = 'n' AND rule.conkey = ARRAY[part.attnum]";

        /// <inheritdoc/>
        public override SchemaObject Read(CatalogRow row)
        {
            var table = row.Relation();
            var column = new Column(Named(table, row.Text()), row.Text(), (int)row.Number())
            {
                Grants = row.Grants(),
                IsNotNull = row.Flag(),
                Default = row.OptionalCode(),
            };
            if (row.OptionalText() is [var identity, var generated, var storage, var usual, var compression])
            {
                column = column with
                {
                    Identity = identity switch { 'a' => "ALWAYS", 'd' => "BY DEFAULT", _ => null },
                    Generated = generated switch { 's' => "STORED", 'v' => "VIRTUAL", _ => null },
                    Storage = StorageOf(storage, usual),
                    UsualStorage = StorageOf(usual),
                    Compression = CompressionOf(compression),
                };
            }
            return column with
            {
                Collation = row.OptionalText(),
                Statistics = row.OptionalNumber(),
                Options = row.Options(),
                ForeignOptions = row.Options(),
                IsLocal = row.Flag(),
                NotNullManner = row.OptionalText(),
            };
        }

        internal static string? StorageOf(char own, char usual) => own == usual ? null : StorageOf(own);

        static string StorageOf(char letter) => letter switch { 'p' => "PLAIN", 'e' => "EXTERNAL", 'm' => "MAIN", _ => "EXTENDED" };

        internal static string? CompressionOf(char? letter) => letter switch { 'p' => "pglz", 'l' => "lz4", _ => null };
    }
}
