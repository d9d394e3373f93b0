namespace Turnstone.Catalog.Objects;

using Turnstone.Text;

/// <summary><c>CREATE TEXT SEARCH TEMPLATE</c>: what a dictionary works by.</summary>
/// <param name="Lookup">The function that finds a word.</param>
sealed record TextSearchTemplate(ObjectId Id, string Lookup) : SchemaObject(Id)
{
    public const string Kind = "text search template";

    /// <summary>The function that prepares a dictionary; none where there is nothing to prepare.</summary>
    public string? Start { get; init; }

    /// <inheritdoc/>
    public override int Rank => 46;

    /// <inheritdoc/>
    protected override IEnumerable<Property> Own => [new("init", Start), new("lexize", Lookup)];

    /// <inheritdoc/>
    public override IEnumerable<Sql> Create(Schema schema) => [$"CREATE {Mention} ({When(Start is not null, "INIT = ")}{new Verbatim(Start ?? "")}{When(Start is not null, ", ")}LEXIZE = {new Verbatim(Lookup)})"];

    /// <inheritdoc/>
    public override Sql Drop => $"DROP {Mention}";

    /// <summary>Reads <c>pg_ts_template</c>.</summary>
    internal sealed class Reader : ObjectReader
    {
        /// <inheritdoc/>
        public override Sql? Found => $"pg_catalog.pg_ts_template WHERE oid >= {SchemaReader.FirstOfUsers}";

        /// <inheritdoc/>
        public override Sql Query(CatalogScope scope) => $"""
            SELECT template.tableoid, template.oid, 0, namespace.nspname, template.tmplname, template.tmpllexize::text, CASE WHEN template.tmplinit <> 0 THEN template.tmplinit::text END
            FROM pg_catalog.pg_ts_template template
            JOIN pg_catalog.pg_namespace namespace ON namespace.oid = template.tmplnamespace
            WHERE {scope.HasSchema} AND {CatalogScope.IsOwn($"template.tableoid", $"template.oid")}
            """;

        /// <inheritdoc/>
        public override SchemaObject Read(CatalogRow row) => new TextSearchTemplate(new(Kind, row.Text(), row.Text()), row.Text()) { Start = row.OptionalText() };
    }
}
