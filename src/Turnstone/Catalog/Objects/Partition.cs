namespace Turnstone.Catalog.Objects;

using Turnstone.Text;

/// <summary>That a table is a partition of another. It is taken on once it has all its indexes, which the server then finds and takes on as well.</summary>
/// <remarks>Another bound is another partition: all that are to have others are parted first, or one would be in another's way. A table that stays does not go with the one above.</remarks>
/// <param name="Bound">The rows that it has: <c>FOR VALUES IN (1)</c>.</param>
sealed record Partition(ObjectId Id, ObjectId Parent, string Bound) : SchemaObject(Id)
{
    public const string Kind = "partition";

    public static ObjectId Named(ObjectId table) => new(Kind, table.Schema, table.Name) { Of = table };

    /// <inheritdoc/>
    public override int Rank => 64;

    /// <inheritdoc/>
    protected override IEnumerable<Property> Own => [new("partition of", Parent.Sql.ToString()), new("bound", Bound)];

    /// <inheritdoc/>
    public override IEnumerable<ObjectId> Needs => [Id.Of!, Parent];

    /// <inheritdoc/>
    public override IEnumerable<SchemaObject> CreatedWith(Schema schema) => schema.PartsOf<IndexPartition>(Id);

    /// <inheritdoc/>
    public override IEnumerable<Sql> Create(Schema schema) => [$"ALTER TABLE ONLY {Parent.Sql} ATTACH PARTITION {Id.Of!.Sql} {new Verbatim(Bound)}"];

    /// <inheritdoc/>
    public override Sql Drop => $"ALTER TABLE {Parent.Sql} DETACH PARTITION {Id.Of!.Sql}";

    /// <summary>But the server drops no partition of a table that a foreign key points to: it is parted first.</summary>
    public override IEnumerable<ObjectId> GoesWith(Change change) => change.To.Objects.ContainsKey(Parent) && TableParts.Lineage(Parent, change.From)
        .Any(above => change.From.DependentsOf(above).Any(id => change.From.Objects[id] is Constraint rule && rule.References == above)) ? [] : [Id.Of!];

    /// <summary>Reads <c>pg_class</c> and <c>pg_inherits</c>.</summary>
    internal sealed class Reader : ObjectReader
    {
        /// <inheritdoc/>
        public override Sql? Found => $"pg_catalog.pg_inherits";

        /// <inheritdoc/>
        public override Sql Query(CatalogScope scope) => $"""
            SELECT inherits.tableoid, relation.oid, 0, {Table.KindOf}, namespace.nspname, relation.relname, above.nspname, parent.relname, pg_catalog.pg_get_expr(relation.relpartbound, relation.oid)
            FROM pg_catalog.pg_class relation
            JOIN pg_catalog.pg_namespace namespace ON namespace.oid = relation.relnamespace
            JOIN pg_catalog.pg_inherits inherits ON inherits.inhrelid = relation.oid
            JOIN pg_catalog.pg_class parent ON parent.oid = inherits.inhparent
            JOIN pg_catalog.pg_namespace above ON above.oid = parent.relnamespace
            WHERE relation.relispartition AND relation.relkind IN ('r', 'p', 'f') AND relation.relpersistence <> 't' AND {scope.HasSchema} AND {scope.IsOwnRelation}
            """;

        /// <inheritdoc/>
        public override SchemaObject Read(CatalogRow row) => new Partition(Named(row.Relation()), Table.Named(row.Text(), row.Text()), row.Code());
    }
}
