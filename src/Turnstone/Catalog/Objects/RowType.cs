namespace Turnstone.Catalog.Objects;

using Turnstone.Text;

/// <summary>That a table's columns are those of a composite type, and follow it: <c>OF</c>.</summary>
/// <param name="Type">With its schema.</param>
sealed record RowType(ObjectId Id, string Type) : SchemaObject(Id)
{
    public const string Kind = "row type";

    /// <summary>Behind the columns, which must be there.</summary>
    public override int Rank => 63;

    /// <inheritdoc/>
    protected override IEnumerable<Property> Own => [new("type", Type)];

    /// <inheritdoc/>
    public override IEnumerable<Sql> Create(Schema schema) => [$"ALTER TABLE {Id.Of!.Sql} OF {new Verbatim(Type)}"];

    /// <inheritdoc/>
    public override Sql Drop => $"ALTER TABLE {Id.Of!.Sql} NOT OF";

    /// <summary>Reads <c>pg_class</c>; the table depends on the type, so it is behind it.</summary>
    internal sealed class Reader : ObjectReader
    {
        /// <inheritdoc/>
        public override Sql? Found => $"pg_catalog.pg_class WHERE oid >= {SchemaReader.FirstOfUsers} AND reloftype <> 0";

        /// <inheritdoc/>
        public override Sql Query(CatalogScope scope) => $"""
            SELECT relation.tableoid, relation.oid, -1, {Table.KindOf}, namespace.nspname, relation.relname, pg_catalog.format_type(relation.reloftype, NULL)
            FROM pg_catalog.pg_class relation
            JOIN pg_catalog.pg_namespace namespace ON namespace.oid = relation.relnamespace
            WHERE relation.reloftype <> 0 AND relation.relpersistence <> 't' AND {scope.HasSchema} AND {scope.IsOwnRelation}
            """;

        /// <inheritdoc/>
        public override SchemaObject Read(CatalogRow row)
        {
            var table = row.Relation();
            return new RowType(new(Kind, table.Schema, table.Name) { Of = table }, row.Text());
        }
    }
}
