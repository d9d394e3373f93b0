namespace Turnstone.Catalog.Objects;

using Turnstone.Sql;
using Turnstone.Text;

/// <summary><c>CREATE COLLATION</c>; which version of the provider's rules it was made with is not said.</summary>
sealed record Collation(ObjectId Id) : SchemaObject(Id)
{
    public const string Kind = "collation";

    /// <summary><c>libc</c>, <c>icu</c>, <c>builtin</c></summary>
    public required string Provider { get; init; }

    /// <summary>What the provider calls it; none where <see cref="Collate"/> and <see cref="Type"/> are two.</summary>
    public string? Locale { get; init; }

    /// <summary><c>LC_COLLATE</c></summary>
    public string? Collate { get; init; }

    /// <summary><c>LC_CTYPE</c></summary>
    public string? Type { get; init; }

    /// <summary>What is sorted otherwise than the locale has it.</summary>
    public string? Rules { get; init; }

    public bool IsDeterministic { get; init; }

    /// <inheritdoc/>
    public override int Rank => 28;

    /// <inheritdoc/>
    protected override IEnumerable<Property> Own =>
        [new("provider", Provider), new("locale", Locale), new("lc_collate", Collate), new("lc_ctype", Type), new("rules", Rules), Property.Of("nondeterministic", !IsDeterministic)];

    /// <inheritdoc/>
    public override IEnumerable<Sql> Create(Schema schema) =>
        [$"CREATE COLLATION {Id.Sql} (PROVIDER = {new Verbatim(Provider)}{Option("LOCALE", Locale)}{Option("LC_COLLATE", Collate)}{Option("LC_CTYPE", Type)}{Option("RULES", Rules)}{When(!IsDeterministic, ", DETERMINISTIC = false")})"];

    static Sql Option(string name, string? value) => value is null ? Sql.Empty : $", {new Verbatim(name)} = {Literal.Of(value)}";

    /// <inheritdoc/>
    public override Sql Drop => $"DROP COLLATION {Id.Sql}";

    /// <summary>It steps aside, columns move over to the new one, and it goes.</summary>
    public override Alteration? Alter(SchemaObject from, Change change)
    {
        var columns = change.From.DependentsOf(Id).Where(id => change.To.NeedsOf(id).Contains(Id)).Select(id => change.To.Objects[id]).OfType<Column>().Where(column => column.IsLocal);
        return new(
            [
                $"ALTER COLLATION {Id.Sql} RENAME TO {new PlainName(Id.Aside.Name)}",
                .. Create(change.To),
                .. columns.Select(column => (Sql)$"ALTER TABLE {column.Id.Of!.Sql} ALTER COLUMN {new PlainName(column.Id.Name)} TYPE {new Verbatim(column.Type)} COLLATE {Id.Sql}"),
                (this with { Id = Id.Aside }).Drop,
            ],
            Displaces: true);
    }

    /// <summary>Reads <c>pg_collation</c>.</summary>
    internal sealed class Reader : ObjectReader
    {
        /// <inheritdoc/>
        public override Sql? Found => $"pg_catalog.pg_collation WHERE oid >= {SchemaReader.FirstOfUsers}";

        /// <inheritdoc/>
        public override Sql Query(CatalogScope scope) => $"""
            SELECT made.tableoid, made.oid, 0, namespace.nspname, made.collname, pg_catalog.pg_get_userbyid(made.collowner),
                CASE made.collprovider WHEN 'c' THEN 'libc' WHEN 'i' THEN 'icu' WHEN 'b' THEN 'builtin' ELSE 'default' END,
                CASE WHEN made.collprovider <> 'c' THEN {Locale(scope.Version)} WHEN made.collcollate = made.collctype THEN made.collcollate::text END,
                CASE WHEN made.collprovider = 'c' AND made.collcollate <> made.collctype THEN made.collcollate::text END,
                CASE WHEN made.collprovider = 'c' AND made.collcollate <> made.collctype THEN made.collctype::text END,
                {Rules(scope.Version)}, made.collisdeterministic
            FROM pg_catalog.pg_collation made
            JOIN pg_catalog.pg_namespace namespace ON namespace.oid = made.collnamespace
            WHERE {scope.HasSchema} AND {CatalogScope.IsOwn($"made.tableoid", $"made.oid")}
            """;

        static Sql Locale(PgVersion version) => version >= PgVersion.V17 ? $"made.colllocale" : version >= PgVersion.V15 ? (Sql)$"made.colliculocale" : (Sql)$"made.collcollate::text";

        static Sql Rules(PgVersion version) => version >= PgVersion.V16 ? (Sql)$"made.collicurules" : (Sql)$"NULL::text";

        /// <inheritdoc/>
        public override SchemaObject Read(CatalogRow row) => new Collation(new ObjectId(Kind, row.Text(), row.Text()))
        {
            Owner = row.Text(),
            Provider = row.Text(),
            Locale = row.OptionalText(),
            Collate = row.OptionalText(),
            Type = row.OptionalText(),
            Rules = row.OptionalText(),
            IsDeterministic = row.Flag(),
        };
    }
}
