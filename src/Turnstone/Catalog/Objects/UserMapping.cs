namespace Turnstone.Catalog.Objects;

using Turnstone.Sql;
using Turnstone.Text;

/// <summary>That a role may act as somebody on a foreign server; as whom is a secret that is never read.</summary>
/// <remarks>
/// Its options hold passwords, and only some roles may read them (PostgreSQL manual 54.19, <c>pg_user_mappings</c>): not even their names are read, so that whoever
/// reads sees the same. What is written down makes a mapping without options; <c>ALTER USER MAPPING … OPTIONS</c> gives it its own.
/// </remarks>
sealed record UserMapping(ObjectId Id) : SchemaObject(Id)
{
    public const string Kind = "user mapping";

    /// <inheritdoc/>
    public override int Rank => 53;

    /// <inheritdoc/>
    public override Sql Mention => $"USER MAPPING FOR {new PlainName(Id.Name)} SERVER {Id.Of!.Sql}";

    /// <inheritdoc/>
    public override Concern Concern => Concern.Security;

    /// <inheritdoc/>
    protected override IEnumerable<Property> Own => [];

    /// <inheritdoc/>
    public override IEnumerable<Sql> Create(Schema schema) => [$"CREATE {Mention}"];

    /// <inheritdoc/>
    public override Sql Drop => $"DROP {Mention}";

    /// <summary>With nothing: a server does not go while it has one.</summary>
    public override IEnumerable<ObjectId> GoesWith(Change change) => [];

    /// <inheritdoc/>
    public override string? Loses => "its options, which are not read: a password may be among them";

    /// <summary>Reads <c>pg_user_mappings</c>, which everybody may; no role is called <c>public</c>.</summary>
    internal sealed class Reader : ObjectReader
    {
        /// <inheritdoc/>
        public override Sql? Found => $"pg_catalog.pg_foreign_server";

        /// <inheritdoc/>
        public override Sql Query(CatalogScope scope) => $"""
            SELECT 'pg_catalog.pg_user_mapping'::pg_catalog.regclass::oid, mapping.umid, 0, mapping.srvname, CASE mapping.umuser WHEN 0 THEN 'public' ELSE mapping.usename END
            FROM pg_catalog.pg_user_mappings mapping
            WHERE {CatalogScope.IsOwn($"'pg_catalog.pg_foreign_server'", $"mapping.srvid")}
            """;

        /// <inheritdoc/>
        public override SchemaObject Read(CatalogRow row)
        {
            var server = ForeignServer.Named(row.Text());
            return new UserMapping(new ObjectId(Kind, null, row.Text()) { Of = server });
        }
    }
}
