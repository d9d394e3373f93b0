namespace Turnstone.Health;

using Npgsql;
using Turnstone.Sql;
using Turnstone.Text;

/// <summary>Functions that run within every statement that changes the schema, in our transaction: they may refuse it, or be slow.</summary>
sealed record EventTriggers : PreflightCheck
{
    const string Name = "event-triggers";

    /// <inheritdoc/>
    public override Sql Question(HealthScope scope) => $"""
        SELECT fired.evtname::text, owner.rolname::text, fired.evtevent::text, pg_catalog.array_to_string(fired.evttags, ', '),
            pg_catalog.quote_ident(namespace.nspname) || '.' || pg_catalog.quote_ident(called.proname),
            (SELECT extension.extname::text FROM pg_catalog.pg_depend made JOIN pg_catalog.pg_extension extension ON extension.oid = made.refobjid
                WHERE made.classid = 'pg_catalog.pg_event_trigger'::pg_catalog.regclass AND made.objid = fired.oid AND made.deptype = 'e')
        FROM pg_catalog.pg_event_trigger fired
        JOIN pg_catalog.pg_roles owner ON owner.oid = fired.evtowner
        JOIN pg_catalog.pg_proc called ON called.oid = fired.evtfoid
        JOIN pg_catalog.pg_namespace namespace ON namespace.oid = called.pronamespace
        WHERE fired.evtenabled <> 'D'
        ORDER BY fired.evtname LIMIT {HealthScope.Most}
        """;

    /// <inheritdoc/>
    public override Finding Read(NpgsqlDataReader row)
    {
        var whose = row.IsDBNull(5) ? $"of {row.GetString(1)}" : $"of the extension {row.GetString(5)}";
        var when = $"{row.GetString(2)}{(row.IsDBNull(3) ? ", for every command" : $", for {row.GetString(3)}")}";
        return new($"{new Identifier(row.GetString(0))} {whose} calls {row.GetString(4)}() on {when}", Warns: row.IsDBNull(5));
    }

    /// <inheritdoc/>
    public override Precondition Judge(IReadOnlyList<Finding> found) => found switch
    {
        { Count: 0 } => Precondition.Ok(Name, "There is none."),
        _ when !found.Any(one => one.Warns) => Precondition.Ok(Name, $"{Joined(found)}."),
        _ => Precondition.Warning(Name, $"{Joined(found)}.", "They run within the statements of a migration and may refuse them; their owner can switch one off: ALTER EVENT TRIGGER … DISABLE"),
    };
}
