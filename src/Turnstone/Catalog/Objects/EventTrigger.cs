namespace Turnstone.Catalog.Objects;

using System.Collections.Immutable;
using Turnstone.Text;

/// <summary><c>CREATE EVENT TRIGGER</c>: fires on the statements of a whole database, so it comes behind all that it would fire on.</summary>
/// <param name="Event">On what: <c>ddl_command_end</c>.</param>
/// <param name="Function">With its schema.</param>
sealed record EventTrigger(ObjectId Id, string Event, string Function) : SchemaObject(Id)
{
    public const string Kind = "event trigger";

    /// <summary>The statements that it fires on; none where it is every one.</summary>
    public ImmutableArray<string> Tags { get; init; } = [];

    /// <summary><c>DISABLE</c>, <c>ENABLE REPLICA</c>, <c>ENABLE ALWAYS</c>; none of one that fires as usual.</summary>
    public string? State { get; init; }

    /// <inheritdoc/>
    public override int Rank => 95;

    /// <inheritdoc/>
    protected override IEnumerable<Property> Own => [new("event", Event), Property.Of("tags", Tags), new("function", Function), new("state", State)];

    /// <inheritdoc/>
    public override IEnumerable<Sql> Create(Schema schema) =>
        [$"CREATE {Mention} ON {new Verbatim(Event)}{Filter}\n    EXECUTE FUNCTION {new Verbatim(Function)}()", State is null ? Sql.Empty : Switched];

    Sql Filter => Tags.IsEmpty ? Sql.Empty : $"\n    WHEN TAG IN ({Sql.Join(", ", Tags.Select(tag => (Sql)$"{Literal.Of(tag)}"))})";

    Sql Switched => $"ALTER {Mention} {new Verbatim(State ?? "ENABLE")}";

    /// <inheritdoc/>
    public override Alteration? Alter(SchemaObject from, Change change)
    {
        var before = (EventTrigger)from;
        return before.Event == Event && before.Function == Function && before.Tags.SequenceEqual(Tags) ? Alteration.Of([Switched]) : null;
    }

    /// <inheritdoc/>
    public override Sql Drop => $"DROP {Mention}";

    /// <summary>Reads <c>pg_event_trigger</c>.</summary>
    internal sealed class Reader : ObjectReader
    {
        /// <inheritdoc/>
        public override Sql? Found => $"pg_catalog.pg_event_trigger";

        /// <inheritdoc/>
        public override Sql Query(CatalogScope scope) => $"""
            SELECT fired.tableoid, fired.oid, 0, fired.evtname, fired.evtevent, pg_catalog.quote_ident(namespace.nspname) || '.' || pg_catalog.quote_ident(routine.proname),
                pg_catalog.pg_get_userbyid(fired.evtowner), pg_catalog.to_json(fired.evttags)::text,
                CASE fired.evtenabled WHEN 'D' THEN 'DISABLE' WHEN 'R' THEN 'ENABLE REPLICA' WHEN 'A' THEN 'ENABLE ALWAYS' END
            FROM pg_catalog.pg_event_trigger fired
            JOIN pg_catalog.pg_proc routine ON routine.oid = fired.evtfoid
            JOIN pg_catalog.pg_namespace namespace ON namespace.oid = routine.pronamespace
            WHERE {CatalogScope.IsOwn($"fired.tableoid", $"fired.oid")}
            """;

        /// <inheritdoc/>
        public override SchemaObject Read(CatalogRow row) => new EventTrigger(new(Kind, null, row.Text()), row.Text(), row.Text())
        {
            Owner = row.Text(),
            Tags = row.Texts(),
            State = row.OptionalText(),
        };
    }
}
