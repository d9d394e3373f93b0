namespace Turnstone.Catalog.Objects;

using Turnstone.Text;

/// <summary><c>CREATE TEXT SEARCH PARSER</c>: cuts a text into words.</summary>
sealed record TextSearchParser(ObjectId Id) : SchemaObject(Id)
{
    public const string Kind = "text search parser";

    public required string Start { get; init; }

    public required string NextToken { get; init; }

    public required string End { get; init; }

    public required string TokenTypes { get; init; }

    /// <summary>None where results cannot be shown with their words marked.</summary>
    public string? Headline { get; init; }

    /// <inheritdoc/>
    public override int Rank => 46;

    /// <inheritdoc/>
    protected override IEnumerable<Property> Own => [new("start", Start), new("gettoken", NextToken), new("end", End), new("lextypes", TokenTypes), new("headline", Headline)];

    /// <inheritdoc/>
    public override IEnumerable<Sql> Create(Schema schema) =>
    [
        $"CREATE {Mention} (START = {new Verbatim(Start)}, GETTOKEN = {new Verbatim(NextToken)}, END = {new Verbatim(End)}, LEXTYPES = {new Verbatim(TokenTypes)}{When(", HEADLINE = ", Headline)})",
    ];

    /// <inheritdoc/>
    public override Sql Drop => $"DROP {Mention}";

    /// <summary>Reads <c>pg_ts_parser</c>.</summary>
    internal sealed class Reader : ObjectReader
    {
        /// <inheritdoc/>
        public override Sql? Found => $"pg_catalog.pg_ts_parser WHERE oid >= {SchemaReader.FirstOfUsers}";

        /// <inheritdoc/>
        public override Sql Query(CatalogScope scope) => $"""
            SELECT parser.tableoid, parser.oid, 0, namespace.nspname, parser.prsname, parser.prsstart::text, parser.prstoken::text, parser.prsend::text, parser.prslextype::text,
                CASE WHEN parser.prsheadline <> 0 THEN parser.prsheadline::text END
            FROM pg_catalog.pg_ts_parser parser
            JOIN pg_catalog.pg_namespace namespace ON namespace.oid = parser.prsnamespace
            WHERE {scope.HasSchema} AND {CatalogScope.IsOwn($"parser.tableoid", $"parser.oid")}
            """;

        /// <inheritdoc/>
        public override SchemaObject Read(CatalogRow row) => new TextSearchParser(new ObjectId(Kind, row.Text(), row.Text()))
        {
            Start = row.Text(),
            NextToken = row.Text(),
            End = row.Text(),
            TokenTypes = row.Text(),
            Headline = row.OptionalText(),
        };
    }
}
