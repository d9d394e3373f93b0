namespace Turnstone.Catalog.Objects;

using System.Collections.Immutable;
using Turnstone.Text;

/// <summary><c>CREATE DOMAIN</c></summary>
sealed record Domain(ObjectId Id, string Type) : SchemaObject(Id)
{
    public const string Kind = "domain";

    public string? Default { get; init; }

    public bool IsNotNull { get; init; }

    /// <summary>Where it is not its type's.</summary>
    public string? Collation { get; init; }

    /// <summary>Its checks, by name: each as it stands behind <c>CONSTRAINT</c>.</summary>
    public ImmutableArray<string> Checks { get; init; } = [];

    /// <inheritdoc/>
    public override int Rank => 31;

    /// <inheritdoc/>
    protected override IEnumerable<Property> Own =>
        [new("type", Type), new("default", Default), Property.Of("not null", IsNotNull), new("collation", Collation), Property.Of("checks", Checks)];

    /// <inheritdoc/>
    public override IEnumerable<Sql> Create(Schema schema) =>
        [
            $"CREATE DOMAIN {Id.Sql} AS {new Verbatim(Type)}{When(" COLLATE ", Collation)}{When(" DEFAULT ", Default)}{When(IsNotNull, " NOT NULL")}{Sql.Join("", Checks.Where(IsValidated).Select(check => (Sql)$"\n    CONSTRAINT {new Verbatim(check)}"))}",
            .. Checks.Where(check => !IsValidated(check)).Select(Added),
        ];

    /// <inheritdoc/>
    public override Alteration? Alter(SchemaObject from, Change change)
    {
        var before = (Domain)from;
        return before.Type != Type || before.Collation != Collation ? TypeReplacement.Of(this, change, "what the new type cannot hold") : Alteration.Of(
        [
            before.Default == Default ? Sql.Empty : Default is null ? (Sql)$"ALTER DOMAIN {Id.Sql} DROP DEFAULT" : (Sql)$"ALTER DOMAIN {Id.Sql} SET DEFAULT {new Verbatim(Default)}",
            before.IsNotNull == IsNotNull ? Sql.Empty : $"ALTER DOMAIN {Id.Sql} {When(IsNotNull, "SET")}{When(!IsNotNull, "DROP")} NOT NULL",
            .. before.Checks.Except(Checks).Where(check => !Checks.Contains(Validated(check))).Select(check => (Sql)$"ALTER DOMAIN {Id.Sql} DROP CONSTRAINT {new Verbatim(NameOf(check))}"),
            .. Checks.Except(before.Checks).Select(check =>
                before.Checks.Contains(check + NotValid) ? (Sql)$"ALTER DOMAIN {Id.Sql} VALIDATE CONSTRAINT {new Verbatim(NameOf(check))}" : Added(check)),
        ]);
    }

    const string NotValid = " NOT VALID";

    static bool IsValidated(string check) => !check.EndsWith(NotValid, StringComparison.Ordinal);

    static string Validated(string check) => IsValidated(check) ? check : check[..^NotValid.Length];

    // CREATE DOMAIN has no NOT VALID.
    Sql Added(string check) => $"ALTER DOMAIN {Id.Sql} ADD CONSTRAINT {new Verbatim(check)}";

    static string NameOf(string check) => check[..check.IndexOf(" CHECK (", StringComparison.Ordinal)];

    /// <inheritdoc/>
    public override Sql Drop => $"DROP DOMAIN {Id.Sql}";

    /// <summary>Reads <c>pg_type</c>.</summary>
    internal sealed class Reader : ObjectReader
    {
        /// <inheritdoc/>
        public override Sql? Found => $"pg_catalog.pg_type WHERE oid >= {SchemaReader.FirstOfUsers} AND typtype = 'd'";

        /// <inheritdoc/>
        public override Sql Query(CatalogScope scope) => $"""
            SELECT type.tableoid, type.oid, 0, namespace.nspname, type.typname, pg_catalog.format_type(type.typbasetype, type.typtypmod), pg_catalog.pg_get_userbyid(type.typowner),
                type.typacl::text, pg_catalog.acldefault('T', type.typowner)::text, type.typdefault, type.typnotnull,
                CASE WHEN type.typcollation <> base.typcollation THEN type.typcollation::pg_catalog.regcollation::text END,
                (SELECT pg_catalog.json_agg(pg_catalog.quote_ident(rule.conname) || ' ' || pg_catalog.pg_get_constraintdef(rule.oid) ORDER BY rule.conname)
                    FROM pg_catalog.pg_constraint rule WHERE rule.contypid = type.oid AND rule.contype = 'c')::text
            FROM pg_catalog.pg_type type
            JOIN pg_catalog.pg_type base ON base.oid = type.typbasetype
            JOIN pg_catalog.pg_namespace namespace ON namespace.oid = type.typnamespace
            WHERE type.typtype = 'd' AND {scope.HasSchema} AND {CatalogScope.IsOwn($"type.tableoid", $"type.oid")}
            """;

        /// <inheritdoc/>
        public override SchemaObject Read(CatalogRow row) => new Domain(new(Kind, row.Text(), row.Text()), row.Text())
        {
            Owner = row.Text(),
            Grants = row.Grants(),
            Default = row.OptionalCode(),
            IsNotNull = row.Flag(),
            Collation = row.OptionalText(),
            Checks = [.. row.Texts().Select(QueryText.Quoted)],
        };
    }
}
