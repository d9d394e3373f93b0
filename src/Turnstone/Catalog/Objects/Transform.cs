namespace Turnstone.Catalog.Objects;

using Turnstone.Text;

/// <summary><c>CREATE TRANSFORM</c>: how a type's values get into a language's functions and out; its name are the two.</summary>
sealed record Transform(ObjectId Id) : SchemaObject(Id)
{
    public const string Kind = "transform";

    /// <summary>With its arguments.</summary>
    public string? FromSql { get; init; }

    /// <summary>With its arguments.</summary>
    public string? ToSql { get; init; }

    /// <inheritdoc/>
    public override int Rank => 49;

    /// <inheritdoc/>
    protected override IEnumerable<Property> Own => [new("from sql", FromSql), new("to sql", ToSql)];

    /// <inheritdoc/>
    public override IEnumerable<Sql> Create(Schema schema) => [Making(orReplace: false)];

    Sql Making(bool orReplace) =>
        $"CREATE {When(orReplace, "OR REPLACE ")}{Mention} ({When("FROM SQL WITH FUNCTION ", FromSql)}{When(FromSql is not null && ToSql is not null, ", ")}{When("TO SQL WITH FUNCTION ", ToSql)})";

    /// <inheritdoc/>
    public override Sql Drop => $"DROP {Mention}";

    /// <inheritdoc/>
    public override Alteration? Alter(SchemaObject from, Change change) => Alteration.Of([Making(orReplace: true)]);

    /// <summary>Reads <c>pg_transform</c>.</summary>
    internal sealed class Reader : ObjectReader
    {
        /// <inheritdoc/>
        public override Sql? Found => $"pg_catalog.pg_transform";

        /// <inheritdoc/>
        public override Sql Query(CatalogScope scope) => $"""
            SELECT made.tableoid, made.oid, 0, 'FOR ' || pg_catalog.format_type(made.trftype, NULL) || ' LANGUAGE ' || pg_catalog.quote_ident(language.lanname),
                nullif(made.trffromsql::pg_catalog.oid::pg_catalog.regprocedure::text, '-'), nullif(made.trftosql::pg_catalog.oid::pg_catalog.regprocedure::text, '-')
            FROM pg_catalog.pg_transform made
            JOIN pg_catalog.pg_language language ON language.oid = made.trflang
            WHERE {CatalogScope.IsOwn($"made.tableoid", $"made.oid")}
            """;

        /// <inheritdoc/>
        public override SchemaObject Read(CatalogRow row) => new Transform(new ObjectId(Kind, null, row.Text())) { FromSql = row.OptionalText(), ToSql = row.OptionalText() };
    }
}
