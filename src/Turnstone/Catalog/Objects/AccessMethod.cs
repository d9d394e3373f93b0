namespace Turnstone.Catalog.Objects;

using Turnstone.Text;

/// <summary><c>CREATE ACCESS METHOD</c>: a way in which tables or indexes are kept.</summary>
/// <param name="Type"><c>TABLE</c> or <c>INDEX</c></param>
sealed record AccessMethod(ObjectId Id, string Type, string Handler) : SchemaObject(Id)
{
    public const string Kind = "access method";

    /// <inheritdoc/>
    public override int Rank => 46;

    /// <inheritdoc/>
    protected override IEnumerable<Property> Own => [new("type", Type), new("handler", Handler)];

    /// <inheritdoc/>
    public override IEnumerable<Sql> Create(Schema schema) => [$"CREATE ACCESS METHOD {Id.Sql} TYPE {new Verbatim(Type)} HANDLER {new Verbatim(Handler)}"];

    /// <inheritdoc/>
    public override Sql Drop => $"DROP ACCESS METHOD {Id.Sql}";

    /// <summary>Reads <c>pg_am</c>.</summary>
    internal sealed class Reader : ObjectReader
    {
        /// <inheritdoc/>
        public override Sql? Found => $"pg_catalog.pg_am WHERE oid >= {SchemaReader.FirstOfUsers}";

        /// <inheritdoc/>
        public override Sql Query(CatalogScope scope) => $"""
            SELECT made.tableoid, made.oid, 0, made.amname, CASE made.amtype WHEN 't' THEN 'TABLE' ELSE 'INDEX' END, made.amhandler::text
            FROM pg_catalog.pg_am made
            WHERE made.oid >= {SchemaReader.FirstOfUsers} AND {CatalogScope.IsOwn($"made.tableoid", $"made.oid")}
            """;

        /// <inheritdoc/>
        public override SchemaObject Read(CatalogRow row) => new AccessMethod(new(Kind, null, row.Text()), row.Text(), row.Text());
    }
}
