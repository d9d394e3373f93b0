namespace Turnstone.Catalog.Objects;

using Turnstone.Text;

/// <summary>That a table has what another has, and its rows are found in it as well: <c>INHERITS</c>.</summary>
/// <param name="Number">Its place among those that the table inherits from, which says the order of columns and no more.</param>
sealed record Inheritance(ObjectId Id, ObjectId Parent, int Number) : SchemaObject(Id)
{
    public const string Kind = "inheritance";

    /// <summary>Behind the columns and rules that both must have.</summary>
    public override int Rank => 63;

    /// <inheritdoc/>
    public override IEnumerable<ObjectId> Needs => [Id.Of!, Parent];

    /// <inheritdoc/>
    protected override IEnumerable<Property> Own => [new("from", Parent.Sql.ToString())];

    /// <inheritdoc/>
    public override IEnumerable<Sql> Create(Schema schema) => [$"ALTER TABLE {Id.Of!.Sql} INHERIT {Parent.Sql}"];

    /// <inheritdoc/>
    public override Sql Drop => $"ALTER TABLE {Id.Of!.Sql} NO INHERIT {Parent.Sql}";

    /// <summary>Reads <c>pg_inherits</c>.</summary>
    internal sealed class Reader : ObjectReader
    {
        /// <inheritdoc/>
        public override Sql? Found => $"pg_catalog.pg_inherits";

        /// <inheritdoc/>
        public override Sql Query(CatalogScope scope) => $"""
            SELECT inherits.tableoid, relation.oid, inherits.inhseqno, {Table.KindOf}, namespace.nspname, relation.relname, CASE parent.relkind WHEN 'f' THEN 'foreign table' ELSE 'table' END,
                above.nspname, parent.relname, inherits.inhseqno::bigint
            FROM pg_catalog.pg_inherits inherits
            JOIN pg_catalog.pg_class relation ON relation.oid = inherits.inhrelid
            JOIN pg_catalog.pg_namespace namespace ON namespace.oid = relation.relnamespace
            JOIN pg_catalog.pg_class parent ON parent.oid = inherits.inhparent
            JOIN pg_catalog.pg_namespace above ON above.oid = parent.relnamespace
            WHERE relation.relkind IN ('r', 'f') AND NOT relation.relispartition AND relation.relpersistence <> 't' AND {scope.HasSchema} AND {scope.IsOwnRelation}
            """;

        /// <inheritdoc/>
        public override SchemaObject Read(CatalogRow row)
        {
            var (table, parent) = (row.Relation(), row.Relation());
            return new Inheritance(new(Kind, parent.Schema, parent.Name) { Of = table }, parent, (int)row.Number());
        }
    }
}
