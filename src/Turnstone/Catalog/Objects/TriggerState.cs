namespace Turnstone.Catalog.Objects;

using Turnstone.Sql;
using Turnstone.Text;

/// <summary>That a partition's trigger, which came from the partitioned table's, is not switched as that one is.</summary>
/// <param name="State"><c>DISABLE</c>, <c>ENABLE</c>, <c>ENABLE REPLICA</c>, <c>ENABLE ALWAYS</c>.</param>
/// <param name="Above">The trigger that it came from.</param>
/// <param name="StateAbove">How that one is switched.</param>
sealed record TriggerState(ObjectId Id, string State, ObjectId Above, string StateAbove) : SchemaObject(Id)
{
    public const string Kind = "trigger state";

    /// <inheritdoc/>
    public override int Rank => 81;

    /// <inheritdoc/>
    public override Sql Mention => $"TRIGGER {new PlainName(Id.Name)} ON {Id.Of!.Sql}";

    /// <inheritdoc/>
    public override IEnumerable<ObjectId> Needs => [Id.Of!, Partition.Named(Id.Of!), Above];

    /// <inheritdoc/>
    protected override IEnumerable<Property> Own => [new("state", State)];

    /// <inheritdoc/>
    public override IEnumerable<Sql> Create(Schema schema) => [Switched(State)];

    /// <inheritdoc/>
    public override Alteration? Alter(SchemaObject from, Change change) => Alteration.Of([Switched(State)]);

    /// <inheritdoc/>
    public override Sql Drop => Switched(StateAbove);

    /// <inheritdoc/>
    public override IEnumerable<ObjectId> GoesWith(Change change) => [Id.Of!, Partition.Named(Id.Of!), Above];

    Sql Switched(string state) => $"ALTER TABLE {Id.Of!.Sql} {new Verbatim(state)} TRIGGER {new PlainName(Id.Name)}";

    /// <summary>Reads <c>pg_trigger</c>.</summary>
    internal sealed class Reader : ObjectReader
    {
        /// <inheritdoc/>
        public override Sql? Found => $"pg_catalog.pg_trigger WHERE tgparentid <> 0";

        /// <inheritdoc/>
        public override Sql Query(CatalogScope scope) => $"""
            SELECT fired.tableoid, fired.oid, 0, {Table.KindOf}, namespace.nspname, relation.relname, fired.tgname, {StateOf($"fired.tgenabled")}, beside.nspname, parent.relname, above.tgname, {StateOf($"above.tgenabled")}
            FROM pg_catalog.pg_trigger fired
            JOIN pg_catalog.pg_trigger above ON above.oid = fired.tgparentid
            JOIN pg_catalog.pg_class relation ON relation.oid = fired.tgrelid
            JOIN pg_catalog.pg_namespace namespace ON namespace.oid = relation.relnamespace
            JOIN pg_catalog.pg_class parent ON parent.oid = above.tgrelid
            JOIN pg_catalog.pg_namespace beside ON beside.oid = parent.relnamespace
            WHERE fired.tgconstraint = 0 AND fired.tgenabled <> above.tgenabled AND {scope.HasSchema} AND {scope.IsOwnRelation}
            """;

        static Sql StateOf(Sql state) => $"CASE {state} WHEN 'D' THEN 'DISABLE' WHEN 'R' THEN 'ENABLE REPLICA' WHEN 'A' THEN 'ENABLE ALWAYS' ELSE 'ENABLE' END";

        /// <inheritdoc/>
        public override SchemaObject Read(CatalogRow row)
        {
            var table = row.Relation();
            var (name, state) = (row.Text(), row.Text());
            var parent = Table.Named(row.Text(), row.Text());
            return new TriggerState(new(Kind, table.Schema, name) { Of = table }, state, new(Trigger.Kind, parent.Schema, row.Text()) { Of = parent }, row.Text());
        }
    }
}
