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
    public override IEnumerable<Sql> Create(Schema schema) => Id.Name == "public" ? [] : [$"CREATE SCHEMA {Id.Sql}"];

    /// <inheritdoc/>
    public override Sql Drop => $"DROP SCHEMA {Id.Sql}";

    public static ObjectId Named(string name) => new(Kind, null, name);

    /// <summary>Reads <c>pg_namespace</c>.</summary>
    internal sealed class Reader : ObjectReader
    {
        /// <inheritdoc/>
        public override Sql Query(CatalogScope scope) => $"""
            SELECT namespace.tableoid, namespace.oid, 0, namespace.nspname, pg_catalog.pg_get_userbyid(namespace.nspowner), namespace.nspacl::text, pg_catalog.acldefault('n', namespace.nspowner)::text
            FROM pg_catalog.pg_namespace namespace WHERE {scope.HasSchema} AND {CatalogScope.IsOwn($"namespace.tableoid", $"namespace.oid")}
            """;

        /// <inheritdoc/>
        public override SchemaObject Read(CatalogRow row) => new Namespace(Named(row.Text())) { Owner = row.Text(), Grants = row.Grants() };
    }
}
