namespace Turnstone.Catalog.Objects;

using Turnstone.Text;

/// <summary>That an index of a partition is a part of an index of the partitioned table.</summary>
sealed record IndexPartition(ObjectId Id, ObjectId Index, ObjectId Parent) : SchemaObject(Id)
{
    /// <inheritdoc/>
    public override int Rank => 65;

    /// <inheritdoc/>
    protected override IEnumerable<Property> Own => [new("partition of", Parent.Sql.ToString())];

    /// <inheritdoc/>
    public override IEnumerable<ObjectId> Needs => [Id.Of!, Index, Parent];

    /// <summary>Nothing is done, and nothing said, where the table brought it along.</summary>
    public override IEnumerable<Sql> Create(Schema schema) => [$"ALTER INDEX {Parent.Sql} ATTACH PARTITION {Index.Sql}"];

    /// <summary>Nothing parts the two but that one is dropped.</summary>
    public override Sql Drop => Sql.Empty;

    /// <summary>Reads <c>pg_inherits</c>; a constraint's index is the constraint's.</summary>
    internal sealed class Reader : ObjectReader
    {
        /// <inheritdoc/>
        public override Sql? Found => $"pg_catalog.pg_inherits";

        /// <inheritdoc/>
        public override Sql Query(CatalogScope scope) => $"""
            SELECT inherits.tableoid, made.oid, 0, {Table.KindOf}, namespace.nspname, relation.relname, made.relname, above.nspname, owner.relname, parent.relname
            FROM pg_catalog.pg_index entry
            JOIN pg_catalog.pg_class made ON made.oid = entry.indexrelid
            JOIN pg_catalog.pg_class relation ON relation.oid = entry.indrelid
            JOIN pg_catalog.pg_namespace namespace ON namespace.oid = relation.relnamespace
            JOIN pg_catalog.pg_inherits inherits ON inherits.inhrelid = made.oid
            JOIN pg_catalog.pg_class parent ON parent.oid = inherits.inhparent
            JOIN pg_catalog.pg_namespace above ON above.oid = parent.relnamespace
            JOIN pg_catalog.pg_index whole ON whole.indexrelid = parent.oid
            JOIN pg_catalog.pg_class owner ON owner.oid = whole.indrelid
            WHERE made.relispartition AND relation.relpersistence <> 't' AND {scope.HasSchema} AND {scope.IsOwnRelation}
                AND NOT EXISTS (SELECT FROM pg_catalog.pg_constraint rule WHERE rule.conindid = made.oid AND rule.contype IN ('p', 'u', 'x'))
            """;

        /// <inheritdoc/>
        public override SchemaObject Read(CatalogRow row)
        {
            var table = row.Relation();
            var index = new ObjectId(Objects.Index.Kind, table.Schema, row.Text()) { Of = table };
            var whole = Table.Named(row.Text(), row.Text());
            return new IndexPartition(new(Partition.Kind, index.Schema, index.Name) { Of = Partition.Named(table) }, index, new(Objects.Index.Kind, whole.Schema, row.Text()) { Of = whole });
        }
    }
}
