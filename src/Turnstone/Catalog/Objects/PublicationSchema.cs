namespace Turnstone.Catalog.Objects;

using Turnstone.Sql;
using Turnstone.Text;

/// <summary>That a publication tells of every table of a schema, whenever it is made.</summary>
sealed record PublicationSchema(ObjectId Id) : SchemaObject(Id)
{
    public const string Kind = "publication schema";

    /// <inheritdoc/>
    public override int Rank => 92;

    /// <inheritdoc/>
    public override IEnumerable<ObjectId> Needs => [Id.Of!, Namespace.Named(Id.Name)];

    /// <inheritdoc/>
    public override Concern Concern => Concern.Security;

    /// <inheritdoc/>
    protected override IEnumerable<Property> Own => [];

    /// <inheritdoc/>
    public override IEnumerable<Sql> Create(Schema schema) => [$"ALTER PUBLICATION {Id.Of!.Sql} ADD TABLES IN SCHEMA {new PlainName(Id.Name)}"];

    /// <inheritdoc/>
    public override Sql Drop => $"ALTER PUBLICATION {Id.Of!.Sql} DROP TABLES IN SCHEMA {new PlainName(Id.Name)}";

    /// <inheritdoc/>
    public override IEnumerable<ObjectId> GoesWith(Change change) => [Id.Of!, Namespace.Named(Id.Name)];

    /// <summary>Reads <c>pg_publication_namespace</c>, which there is from PostgreSQL 15 on.</summary>
    internal sealed class Reader : ObjectReader
    {
        /// <inheritdoc/>
        public override Sql? Found => $"pg_catalog.pg_publication";

        /// <inheritdoc/>
        public override Sql Query(CatalogScope scope) => scope.Version < PgVersion.V15 ? $"SELECT 0::oid, 0::oid, 0, NULL, NULL WHERE false" : (Sql)$"""
            SELECT told.tableoid, told.oid, 0, publication.pubname, namespace.nspname
            FROM pg_catalog.pg_publication_namespace told
            JOIN pg_catalog.pg_publication publication ON publication.oid = told.pnpubid
            JOIN pg_catalog.pg_namespace namespace ON namespace.oid = told.pnnspid
            WHERE {scope.HasSchema} AND {CatalogScope.IsOwn($"publication.tableoid", $"publication.oid")}
            """;

        /// <inheritdoc/>
        public override SchemaObject Read(CatalogRow row)
        {
            var publication = Publication.Named(row.Text());
            return new PublicationSchema(new ObjectId(Kind, null, row.Text()) { Of = publication });
        }
    }
}
