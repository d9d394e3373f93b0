namespace Turnstone.Catalog.Objects;

using System.Collections.Immutable;
using Turnstone.Sql;
using Turnstone.Text;

/// <summary><c>CREATE FOREIGN TABLE</c>: a table whose rows another server has. Its columns, rules and triggers are as a table's.</summary>
sealed record ForeignTable(ObjectId Id, string Server) : SchemaObject(Id)
{
    public const string Kind = "foreign table";

    public ImmutableArray<string> Options { get; init; } = [];

    /// <inheritdoc/>
    public override int Rank => 54;

    /// <inheritdoc/>
    public override IEnumerable<ObjectId> Needs => [Namespace.Named(Id.Schema!), ForeignServer.Named(Server)];

    /// <inheritdoc/>
    public override Sql Grantable => $"TABLE {Id.Sql}";

    /// <inheritdoc/>
    protected override IEnumerable<Property> Own => [new("server", Server), Property.Of("options", Options)];

    /// <inheritdoc/>
    public override IEnumerable<SchemaObject> CreatedWith(Schema schema) => TableParts.MadeWith(Id, schema);

    /// <inheritdoc/>
    public override IEnumerable<Sql> Create(Schema schema) =>
        [$"CREATE {Mention} {TableParts.Body(Id, schema)} SERVER {new PlainName(Server)}{ForeignOptions.Of(Options)}", .. TableParts.Settings(Id, schema)];

    /// <inheritdoc/>
    public override Sql Drop => $"DROP {Mention}";

    /// <inheritdoc/>
    public override IEnumerable<ObjectId> GoesWith(Change change) => change.From.PartsOf<Partition>(Id).Select(part => part.Parent);

    /// <inheritdoc/>
    public override bool LetsGo(ObjectId needed, Change change) => TableParts.IsParted(Id, needed, change);

    /// <inheritdoc/>
    public override Alteration? Alter(SchemaObject from, Change change)
    {
        var before = (ForeignTable)from;
        return before.Server == Server ? Alteration.Of([$"ALTER {Mention}{ForeignOptions.Between(before.Options, Options)}"]) : null;
    }

    /// <summary>Reads <c>pg_foreign_table</c>.</summary>
    internal sealed class Reader : ObjectReader
    {
        /// <inheritdoc/>
        public override Sql? Found => $"pg_catalog.pg_foreign_table";

        /// <inheritdoc/>
        public override Sql Query(CatalogScope scope) => $"""
            SELECT relation.tableoid, relation.oid, 0, namespace.nspname, relation.relname, server.srvname, pg_catalog.pg_get_userbyid(relation.relowner),
                relation.relacl::text, pg_catalog.acldefault('r', relation.relowner)::text, pg_catalog.to_json(entry.ftoptions)::text
            FROM pg_catalog.pg_foreign_table entry
            JOIN pg_catalog.pg_class relation ON relation.oid = entry.ftrelid
            JOIN pg_catalog.pg_namespace namespace ON namespace.oid = relation.relnamespace
            JOIN pg_catalog.pg_foreign_server server ON server.oid = entry.ftserver
            WHERE {scope.HasSchema} AND {scope.IsOwnRelation}
            """;

        /// <inheritdoc/>
        public override SchemaObject Read(CatalogRow row) => new ForeignTable(new(Kind, row.Text(), row.Text()), row.Text())
        {
            Owner = row.Text(),
            Grants = row.Grants(),
            Options = row.Options(),
        };
    }
}
