namespace Turnstone.Catalog.Objects;

using System.Collections.Immutable;
using Turnstone.Sql;
using Turnstone.Text;

/// <summary><c>CREATE VIEW</c> and <c>CREATE MATERIALIZED VIEW</c></summary>
/// <param name="Query">Without the semicolon.</param>
sealed record View(ObjectId Id, string Query) : SchemaObject(Id)
{
    public const string Kind = "view", Materialized = "materialized view";

    /// <summary><c>security_invoker=true</c>, <c>check_option=local</c>; a materialized one's storage parameters.</summary>
    public ImmutableArray<string> Options { get; init; } = [];

    public string? Tablespace { get; init; }

    /// <inheritdoc/>
    public override int Rank => 70;

    /// <inheritdoc/>
    public override Sql Grantable => $"TABLE {Id.Sql}";

    /// <inheritdoc/>
    protected override IEnumerable<Property> Own =>
        [new("query", Query), Property.Of("options", Options, Id.Kind == Kind ? Concern.Security : Concern.Cosmetic), new("tablespace", Tablespace, Concern.Cosmetic)];

    /// <inheritdoc/>
    public override IEnumerable<Sql> Create(Schema schema) =>
        [$"CREATE {Mention}{With}{When(" TABLESPACE ", Tablespace)} AS\n{new Verbatim(Query)}{When(Id.Kind == Materialized, "\nWITH NO DATA")}"];

    /// <inheritdoc/>
    public override Sql Drop => $"DROP {Mention}";

    Sql With => StorageOptions.With(Options);

    /// <summary>Reads <c>pg_class</c> and the views' rules.</summary>
    internal sealed class Reader : ObjectReader
    {
        /// <inheritdoc/>
        public override Sql Query(CatalogScope scope) => $"""
            SELECT relation.tableoid, relation.oid, 0, relation.relkind::text, namespace.nspname, relation.relname, pg_catalog.pg_get_viewdef(relation.oid), pg_catalog.pg_get_userbyid(relation.relowner),
                relation.relacl::text, pg_catalog.acldefault('r', relation.relowner)::text, pg_catalog.to_json(relation.reloptions)::text, space.spcname
            FROM pg_catalog.pg_class relation
            JOIN pg_catalog.pg_namespace namespace ON namespace.oid = relation.relnamespace
            LEFT JOIN pg_catalog.pg_tablespace space ON space.oid = relation.reltablespace
            WHERE relation.relkind IN ('v', 'm') AND relation.relpersistence <> 't' AND {scope.HasSchema} AND {CatalogScope.IsOwn($"relation.tableoid", $"relation.oid")}
            """;

        /// <inheritdoc/>
        public override SchemaObject Read(CatalogRow row) => new View(new(row.Letter() == 'm' ? Materialized : Kind, row.Text(), row.Text()), row.Text().TrimEnd(';'))
        {
            Owner = row.Text(),
            Grants = row.Grants(),
            Options = row.Texts(),
            Tablespace = row.OptionalText(),
        };
    }
}
