namespace Turnstone.Catalog.Objects;

using System.Collections.Immutable;
using System.Globalization;
using Turnstone.Sql;
using Turnstone.Text;

/// <summary>A column of a view or a materialized view, as far as something is said of it: what it holds follows from the query.</summary>
sealed record ViewColumn(ObjectId Id) : SchemaObject(Id)
{
    /// <summary>What an INSERT through the view gives it.</summary>
    public string? Default { get; init; }

    /// <summary>Where it is not its type's: <c>EXTERNAL</c>.</summary>
    public string? Storage { get; init; }

    public string? Compression { get; init; }

    /// <summary>How exactly ANALYZE looks at it; none for the server's setting.</summary>
    public long? Statistics { get; init; }

    /// <summary>What is to be thought of its values: <c>n_distinct=5</c>.</summary>
    public ImmutableArray<string> Options { get; init; } = [];

    /// <inheritdoc/>
    public override int Rank => 71;

    /// <inheritdoc/>
    public override Sql Mention => $"COLUMN {Id.Of!.Sql}.{new PlainName(Id.Name)}";

    /// <inheritdoc/>
    public override Sql Rights(IEnumerable<string> privileges) =>
        $"{Sql.Join(", ", privileges.Select(privilege => (Sql)$"{new Verbatim(privilege)} ({new PlainName(Id.Name)})"))} ON TABLE {Id.Of!.Sql}";

    /// <inheritdoc/>
    protected override IEnumerable<Property> Own =>
    [
        new("default", Default), new("storage", Storage, Concern.Cosmetic), new("compression", Compression, Concern.Cosmetic),
        new("statistics", Statistics?.ToString(CultureInfo.InvariantCulture), Concern.Cosmetic), Property.Of("options", Options, Concern.Cosmetic),
    ];

    Sql Altering => $"ALTER {new Verbatim(Id.Of!.Kind.ToUpperInvariant())} {Id.Of!.Sql} ALTER COLUMN {new PlainName(Id.Name)}";

    /// <inheritdoc/>
    public override IEnumerable<Sql> Create(Schema schema) => Steps(new(Id));

    /// <summary>It goes when its view does.</summary>
    public override Sql Drop => Sql.Empty;

    /// <inheritdoc/>
    public override Alteration? Alter(SchemaObject from, Change change) => Alteration.Of(Steps((ViewColumn)from));

    IEnumerable<Sql> Steps(ViewColumn before) =>
    [
        before.Default == Default ? Sql.Empty : Default is null ? (Sql)$"{Altering} DROP DEFAULT" : (Sql)$"{Altering} SET DEFAULT {new Verbatim(Default)}",
        before.Storage == Storage ? Sql.Empty : $"{Altering} SET STORAGE {new Verbatim(Storage ?? "DEFAULT")}",
        before.Compression == Compression ? Sql.Empty : $"{Altering} SET COMPRESSION {new Verbatim(Compression ?? "default")}",
        before.Statistics == Statistics ? Sql.Empty : $"{Altering} SET STATISTICS {Statistics ?? -1}",
        .. StorageOptions.Between(Altering, before.Options, Options),
    ];

    /// <inheritdoc/>
    public override (IEnumerable<Sql> Before, IEnumerable<Sql> After)? Release(ObjectId needed) => Default is null || needed == Id.Of
        ? null
        : ((Sql[])[$"{Altering} DROP DEFAULT"], (Sql[])[$"{Altering} SET DEFAULT {new Verbatim(Default)}"]);

    /// <summary>Reads <c>pg_attribute</c>.</summary>
    internal sealed class Reader : ObjectReader
    {
        /// <inheritdoc/>
        public override Sql? Found => $"pg_catalog.pg_class WHERE oid >= {SchemaReader.FirstOfUsers} AND relkind IN ('v', 'm')";

        // OFFSET 0 keeps the planner from reading every column of the database.
        /// <inheritdoc/>
        public override Sql Query(CatalogScope scope) => $"""
            SELECT relation.tableoid, relation.oid, part.attnum::integer, {Table.KindOf}, namespace.nspname, relation.relname, part.attname,
                part.attacl::text, pg_catalog.acldefault('c', relation.relowner)::text, pg_catalog.pg_get_expr(value.adbin, value.adrelid),
                part.attstorage::text, type.typstorage::text, part.attcompression::text,
                CASE WHEN part.attstattarget >= 0 THEN part.attstattarget END::bigint, pg_catalog.to_json(part.attoptions)::text
            FROM pg_catalog.pg_class relation
            JOIN pg_catalog.pg_namespace namespace ON namespace.oid = relation.relnamespace
            CROSS JOIN LATERAL (SELECT * FROM pg_catalog.pg_attribute part WHERE part.attrelid = relation.oid OFFSET 0) part
            JOIN pg_catalog.pg_type type ON type.oid = part.atttypid
            LEFT JOIN pg_catalog.pg_attrdef value ON value.adrelid = part.attrelid AND value.adnum = part.attnum
            WHERE part.attnum > 0 AND NOT part.attisdropped AND relation.relkind IN ('v', 'm') AND relation.relpersistence <> 't' AND {scope.HasSchema}
                AND {scope.IsOwnRelation}
            """;

        /// <inheritdoc/>
        public override SchemaObject Read(CatalogRow row) => new ViewColumn(Column.Named(row.Relation(), row.Text()))
        {
            Grants = row.Grants(),
            Default = row.OptionalCode(),
            Storage = Column.Reader.StorageOf(row.Letter(), row.Letter()),
            Compression = Column.Reader.CompressionOf(row.OptionalLetter()),
            Statistics = row.OptionalNumber(),
            Options = row.Texts(),
        };
    }
}
