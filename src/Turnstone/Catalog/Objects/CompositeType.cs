namespace Turnstone.Catalog.Objects;

using Turnstone.Text;

/// <summary><c>CREATE TYPE … AS (…)</c>; what it is made of are <see cref="TypeAttribute"/>s.</summary>
sealed record CompositeType(ObjectId Id) : SchemaObject(Id)
{
    /// <inheritdoc/>
    public override int Rank => 30;

    /// <inheritdoc/>
    protected override IEnumerable<Property> Own => [new("composite", "yes")];

    /// <inheritdoc/>
    public override IEnumerable<SchemaObject> CreatedWith(Schema schema) => schema.PartsOf<TypeAttribute>(Id);

    /// <inheritdoc/>
    public override IEnumerable<Sql> Create(Schema schema) =>
        [$"CREATE TYPE {Id.Sql} AS ({Sql.Join(",", schema.PartsOf<TypeAttribute>(Id).OrderBy(part => part.Number).Select(part => (Sql)$"\n    {part.Definition}"))}\n)"];

    /// <inheritdoc/>
    public override Sql Drop => $"DROP TYPE {Id.Sql}";

    /// <summary>Reads the types of <c>pg_class</c> that are no table's; their comments and rights are kept with <c>pg_type</c>.</summary>
    internal sealed class Reader : ObjectReader
    {
        /// <inheritdoc/>
        public override Sql? Found => $"pg_catalog.pg_class WHERE oid >= {SchemaReader.FirstOfUsers} AND relkind = 'c'";

        /// <inheritdoc/>
        public override Sql Query(CatalogScope scope) => $"""
            SELECT relation.tableoid, relation.oid, 0, namespace.nspname, type.typname, pg_catalog.pg_get_userbyid(type.typowner), type.typacl::text, pg_catalog.acldefault('T', type.typowner)::text,
                pg_catalog.obj_description(type.oid, 'pg_type')
            FROM pg_catalog.pg_class relation
            JOIN pg_catalog.pg_type type ON type.oid = relation.reltype
            JOIN pg_catalog.pg_namespace namespace ON namespace.oid = relation.relnamespace
            WHERE relation.relkind = 'c' AND {scope.HasSchema} AND {CatalogScope.IsOwn($"type.tableoid", $"type.oid")}
            """;

        /// <inheritdoc/>
        public override SchemaObject Read(CatalogRow row) => new CompositeType(new ObjectId("type", row.Text(), row.Text())) { Owner = row.Text(), Grants = row.Grants(), Comment = row.OptionalText() };
    }
}
