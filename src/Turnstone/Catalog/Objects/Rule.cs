namespace Turnstone.Catalog.Objects;

using Turnstone.Sql;
using Turnstone.Text;

/// <summary><c>CREATE RULE</c>; the one that makes a view is the view's.</summary>
/// <param name="Definition">From <c>CREATE</c> to the end.</param>
sealed record Rule(ObjectId Id, string Definition) : SchemaObject(Id)
{
    public const string Kind = "rule";

    /// <summary><c>DISABLE</c>, <c>ENABLE REPLICA</c>, <c>ENABLE ALWAYS</c>; none of one that works as usual.</summary>
    public string? State { get; init; }

    /// <inheritdoc/>
    public override int Rank => 79;

    /// <inheritdoc/>
    public override Sql Mention => $"RULE {new PlainName(Id.Name)} ON {Id.Of!.Sql}";

    /// <inheritdoc/>
    protected override IEnumerable<Property> Own => [new("definition", Definition), new("state", State)];

    /// <inheritdoc/>
    public override IEnumerable<Sql> Create(Schema schema) => [$"{new Verbatim(Definition)}", State is null ? Sql.Empty : Switched];

    /// <inheritdoc/>
    public override Alteration? Alter(SchemaObject from, Change change) => ((Rule)from).Definition == Definition ? Alteration.Of([Switched]) : null;

    Sql Switched => $"ALTER TABLE {Id.Of!.Sql} {new Verbatim(State ?? "ENABLE")} RULE {new PlainName(Id.Name)}";

    /// <inheritdoc/>
    public override Sql Drop => $"DROP {Mention}";

    /// <summary>Reads <c>pg_rewrite</c>.</summary>
    internal sealed class Reader : ObjectReader
    {
        /// <inheritdoc/>
        public override Sql? Found => $"pg_catalog.pg_rewrite WHERE oid >= {SchemaReader.FirstOfUsers} AND rulename <> '_RETURN'";

        /// <inheritdoc/>
        public override Sql Query(CatalogScope scope) => $"""
            SELECT rewrite.tableoid, rewrite.oid, 0, {Table.KindOf}, namespace.nspname, relation.relname, rewrite.rulename, pg_catalog.rtrim(pg_catalog.pg_get_ruledef(rewrite.oid), ';'),
                CASE rewrite.ev_enabled WHEN 'D' THEN 'DISABLE' WHEN 'R' THEN 'ENABLE REPLICA' WHEN 'A' THEN 'ENABLE ALWAYS' END
            FROM pg_catalog.pg_rewrite rewrite
            JOIN pg_catalog.pg_class relation ON relation.oid = rewrite.ev_class
            JOIN pg_catalog.pg_namespace namespace ON namespace.oid = relation.relnamespace
            WHERE rewrite.rulename <> '_RETURN' AND relation.relpersistence <> 't' AND {scope.HasSchema}
                AND {scope.IsOwnRelation} AND {CatalogScope.IsOwn($"rewrite.tableoid", $"rewrite.oid")}
            """;

        /// <inheritdoc/>
        public override SchemaObject Read(CatalogRow row)
        {
            var whole = row.Relation();
            return new Rule(new(Kind, whole.Schema, row.Text()) { Of = whole }, row.Code()) { State = row.OptionalText() };
        }
    }
}
