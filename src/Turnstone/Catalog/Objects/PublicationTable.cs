namespace Turnstone.Catalog.Objects;

using System.Collections.Immutable;
using Turnstone.Sql;
using Turnstone.Text;

/// <summary>That a publication tells of a table, of some of its columns and rows perhaps.</summary>
sealed record PublicationTable(ObjectId Id, ObjectId Table) : SchemaObject(Id)
{
    public const string Kind = "publication table";

    /// <summary>By name, so that their order does not count; none where it is all of them.</summary>
    public ImmutableArray<string> Columns { get; init; } = [];

    /// <summary>Which rows are told, in parentheses.</summary>
    public string? Where { get; init; }

    /// <inheritdoc/>
    public override int Rank => 91;

    /// <inheritdoc/>
    public override IEnumerable<ObjectId> Needs => [Id.Of!, Table];

    /// <inheritdoc/>
    public override Concern Concern => Concern.Security;

    /// <inheritdoc/>
    protected override IEnumerable<Property> Own =>
    [
        new("table", Table.Sql.ToString()), Property.Of("columns", Columns.Select(column => new PlainName(column).ToString()), Concern.Security), new("where", Where, Concern.Security),
    ];

    /// <inheritdoc/>
    public override IEnumerable<Sql> Create(Schema schema)
    {
        Sql columns = Columns.IsEmpty ? Sql.Empty : $" ({Sql.Join(", ", Columns.Select(column => (Sql)$"{new PlainName(column)}"))})";
        return [$"ALTER PUBLICATION {Id.Of!.Sql} ADD TABLE ONLY {Table.Sql}{columns}{When(" WHERE ", Where)}"];
    }

    /// <inheritdoc/>
    public override Sql Drop => $"ALTER PUBLICATION {Id.Of!.Sql} DROP TABLE ONLY {Table.Sql}";

    /// <inheritdoc/>
    public override IEnumerable<ObjectId> GoesWith(Change change) => [Id.Of!, Table];

    /// <summary>Reads <c>pg_publication_rel</c>.</summary>
    internal sealed class Reader : ObjectReader
    {
        /// <inheritdoc/>
        public override Sql? Found => $"pg_catalog.pg_publication";

        /// <inheritdoc/>
        public override Sql Query(CatalogScope scope) => $"""
            SELECT told.tableoid, told.oid, 0, publication.pubname, {Objects.Table.KindOf}, namespace.nspname, relation.relname, {Some(scope.Version)}
            FROM pg_catalog.pg_publication_rel told
            JOIN pg_catalog.pg_publication publication ON publication.oid = told.prpubid
            JOIN pg_catalog.pg_class relation ON relation.oid = told.prrelid
            JOIN pg_catalog.pg_namespace namespace ON namespace.oid = relation.relnamespace
            WHERE {scope.HasSchema} AND {CatalogScope.IsOwn($"publication.tableoid", $"publication.oid")} AND {scope.IsOwnRelation}
            """;

        static Sql Some(PgVersion version) => version < PgVersion.V15 ? $"NULL::text, NULL::text" : (Sql)$"""
            (SELECT pg_catalog.json_agg(part.attname ORDER BY part.attname) FROM pg_catalog.pg_attribute part WHERE part.attrelid = told.prrelid AND part.attnum = ANY (told.prattrs))::text,
            '(' || pg_catalog.pg_get_expr(told.prqual, told.prrelid) || ')'
            """;

        /// <inheritdoc/>
        public override SchemaObject Read(CatalogRow row)
        {
            var publication = Publication.Named(row.Text());
            var table = row.Relation();
            return new PublicationTable(new(Kind, table.Schema, table.Name) { Of = publication }, table) { Columns = row.Texts(), Where = row.OptionalText() };
        }
    }
}
