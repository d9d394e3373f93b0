namespace Turnstone.Catalog.Objects;

using Turnstone.Sql;
using Turnstone.Text;

/// <summary><c>CREATE TRIGGER</c></summary>
/// <param name="Definition">From <c>CREATE</c> to the end.</param>
sealed record Trigger(ObjectId Id, string Definition) : SchemaObject(Id)
{
    public const string Kind = "trigger";

    /// <summary><c>DISABLE</c>, <c>ENABLE REPLICA</c>, <c>ENABLE ALWAYS</c>; none of one that fires as usual.</summary>
    public string? State { get; init; }

    /// <inheritdoc/>
    public override int Rank => 80;

    /// <inheritdoc/>
    public override Sql Mention => $"TRIGGER {new PlainName(Id.Name)} ON {Id.Of!.Sql}";

    /// <inheritdoc/>
    protected override IEnumerable<Property> Own => [new("definition", Definition), new("state", State)];

    /// <inheritdoc/>
    public override IEnumerable<Sql> Create(Schema schema)
    {
        yield return $"{new Verbatim(Definition)}";
        if (State is not null)
        {
            yield return $"ALTER TABLE {Id.Of!.Sql} {new Verbatim(State)} TRIGGER {new PlainName(Id.Name)}";
        }
    }

    /// <inheritdoc/>
    public override Alteration? Alter(SchemaObject from, Change change) => ((Trigger)from).Definition == Definition
        ? Alteration.Of([$"ALTER TABLE {Id.Of!.Sql} {new Verbatim(State ?? "ENABLE")} TRIGGER {new PlainName(Id.Name)}", .. OfPartitions(change)])
        : null;

    // Those of partitions are switched with it.
    IEnumerable<Sql> OfPartitions(Change change) =>
        change.To.DependentsOf(Id).Select(id => change.To.Objects[id]).OfType<TriggerState>().Where(one => change.From.Objects.ContainsKey(one.Id)).SelectMany(one => one.Create(change.To));

    /// <inheritdoc/>
    public override Sql Drop => $"DROP {Mention}";

    /// <summary>Reads <c>pg_trigger</c>; what a constraint or a partition's table made is theirs.</summary>
    internal sealed class Reader : ObjectReader
    {
        /// <inheritdoc/>
        public override Sql? Found => $"pg_catalog.pg_trigger WHERE NOT tgisinternal";

        /// <inheritdoc/>
        public override Sql Query(CatalogScope scope) => $"""
            SELECT fired.tableoid, fired.oid, 0, {Table.KindOf}, namespace.nspname, relation.relname, fired.tgname, pg_catalog.pg_get_triggerdef(fired.oid),
                CASE fired.tgenabled WHEN 'D' THEN 'DISABLE' WHEN 'R' THEN 'ENABLE REPLICA' WHEN 'A' THEN 'ENABLE ALWAYS' END
            FROM pg_catalog.pg_trigger fired
            JOIN pg_catalog.pg_class relation ON relation.oid = fired.tgrelid
            JOIN pg_catalog.pg_namespace namespace ON namespace.oid = relation.relnamespace
            WHERE NOT fired.tgisinternal AND fired.tgparentid = 0 AND relation.relpersistence <> 't' AND {scope.HasSchema} AND {scope.IsOwnRelation}
            """;

        /// <inheritdoc/>
        public override SchemaObject Read(CatalogRow row)
        {
            var whole = row.Relation();
            return new Trigger(new(Kind, whole.Schema, row.Text()) { Of = whole }, row.Code()) { State = row.OptionalText() };
        }
    }
}
