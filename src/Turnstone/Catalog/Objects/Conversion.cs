namespace Turnstone.Catalog.Objects;

using Turnstone.Text;

/// <summary><c>CREATE CONVERSION</c>: how a text of one encoding becomes one of another.</summary>
sealed record Conversion(ObjectId Id, string Source, string Target, string Function) : SchemaObject(Id)
{
    public const string Kind = "conversion";

    public bool IsDefault { get; init; }

    /// <inheritdoc/>
    public override int Rank => 46;

    /// <inheritdoc/>
    protected override IEnumerable<Property> Own => [new("from", Source), new("to", Target), new("function", Function), Property.Of("default", IsDefault)];

    /// <inheritdoc/>
    public override IEnumerable<Sql> Create(Schema schema) => [$"CREATE {When(IsDefault, "DEFAULT ")}CONVERSION {Id.Sql} FOR {Literal.Of(Source)} TO {Literal.Of(Target)} FROM {new Verbatim(Function)}"];

    /// <inheritdoc/>
    public override Sql Drop => $"DROP CONVERSION {Id.Sql}";

    /// <summary>Reads <c>pg_conversion</c>.</summary>
    internal sealed class Reader : ObjectReader
    {
        /// <inheritdoc/>
        public override Sql? Found => $"pg_catalog.pg_conversion WHERE oid >= {SchemaReader.FirstOfUsers}";

        /// <inheritdoc/>
        public override Sql Query(CatalogScope scope) => $"""
            SELECT made.tableoid, made.oid, 0, namespace.nspname, made.conname, pg_catalog.pg_encoding_to_char(made.conforencoding)::text, pg_catalog.pg_encoding_to_char(made.contoencoding)::text,
                made.conproc::text, pg_catalog.pg_get_userbyid(made.conowner), made.condefault
            FROM pg_catalog.pg_conversion made
            JOIN pg_catalog.pg_namespace namespace ON namespace.oid = made.connamespace
            WHERE {scope.HasSchema} AND {CatalogScope.IsOwn($"made.tableoid", $"made.oid")}
            """;

        /// <inheritdoc/>
        public override SchemaObject Read(CatalogRow row) =>
            new Conversion(new(Kind, row.Text(), row.Text()), row.Text(), row.Text(), row.Text()) { Owner = row.Text(), IsDefault = row.Flag() };
    }
}
