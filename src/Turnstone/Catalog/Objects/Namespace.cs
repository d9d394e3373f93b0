namespace Turnstone.Catalog.Objects;

using Turnstone.Sql;
using Turnstone.Text;

/// <summary><c>CREATE SCHEMA</c></summary>
sealed record Namespace(ObjectId Id) : SchemaObject(Id)
{
    public const string Kind = "schema";

    /// <inheritdoc/>
    public override int Rank => 10;

    /// <inheritdoc/>
    protected override IEnumerable<Property> Own => [];

    /// <inheritdoc/>
    public override IEnumerable<Sql> Create(Schema schema) => [$"CREATE SCHEMA {Id.Sql}"];

    /// <inheritdoc/>
    public override Sql Drop => $"DROP SCHEMA {Id.Sql}";

    public static ObjectId Named(string name) => new(Kind, null, name);

    /// <summary>Reads <c>pg_namespace</c>.</summary>
    internal sealed class Reader : ObjectReader
    {
        // Of the schema public everybody has something from the beginning, from 15 on less.
        static Sql Usual(PgVersion version) => version >= PgVersion.V15
            ? (Sql)$"pg_catalog.acldefault('n', namespace.nspowner) || pg_catalog.makeaclitem(0, namespace.nspowner, 'USAGE', false)"
            : (Sql)$"pg_catalog.acldefault('n', namespace.nspowner) || pg_catalog.makeaclitem(0, namespace.nspowner, 'USAGE', false) || pg_catalog.makeaclitem(0, namespace.nspowner, 'CREATE', false)";

        /// <inheritdoc/>
        public override Sql Query(CatalogScope scope) => $"""
            SELECT namespace.tableoid, namespace.oid, 0, namespace.nspname,
                CASE WHEN namespace.nspname <> 'public' OR pg_catalog.pg_get_userbyid(namespace.nspowner) <> 'pg_database_owner' AND namespace.nspowner <> 10 THEN pg_catalog.pg_get_userbyid(namespace.nspowner) END,
                coalesce(namespace.nspacl, CASE namespace.nspname WHEN 'public' THEN pg_catalog.acldefault('n', namespace.nspowner) END)::text,
                CASE namespace.nspname WHEN 'public' THEN {Usual(scope.Version)} ELSE pg_catalog.acldefault('n', namespace.nspowner) END::text
            FROM pg_catalog.pg_namespace namespace WHERE {scope.HasSchema} AND {CatalogScope.IsOwn($"namespace.tableoid", $"namespace.oid")}
            """;

        /// <inheritdoc/>
        public override SchemaObject Read(CatalogRow row) => new Namespace(Named(row.Text())) { Owner = row.OptionalText(), Grants = row.Grants() };
    }
}
