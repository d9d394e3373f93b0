namespace Turnstone.Sessions;

using Turnstone.Diagnostics;
using Turnstone.Sql;
using Turnstone.Text;

/// <summary>A function of somebody's that runs within every statement of some kind, and may refuse it.</summary>
/// <param name="On">The event: <c>ddl_command_start</c>.</param>
sealed record EventTrigger(string Name, string Owner, string On)
{
    public override string ToString() => $"the event trigger {new Identifier(Name)} of {Owner} (on {On})";

    /// <summary>The one whose function an error arose in; none where it arose elsewhere.</summary>
    public static async Task<EventTrigger?> FindAsync(Session session, ServerError error, CancellationToken stop)
    {
        var functions = error.Places.Where(place => !place.IsBlock).Select(place => place.Function).Distinct().ToList();
        if (functions.Count == 0)
        {
            return null;
        }
        // A context names a function as the search_path of that moment has it.
        var names = functions.Select<string, Sql>(function => $"{Literal.Of(function)}").Aggregate((left, right) => $"{left}, {right}");
        return (await session.QueryAsync($"""
            SELECT fired.evtname::text, owner.rolname::text, fired.evtevent::text
            FROM pg_catalog.pg_event_trigger fired
            JOIN pg_catalog.pg_roles owner ON owner.oid = fired.evtowner
            JOIN pg_catalog.pg_proc called ON called.oid = fired.evtfoid
            JOIN pg_catalog.pg_namespace namespace ON namespace.oid = called.pronamespace
            WHERE fired.evtenabled <> 'D' AND (pg_catalog.quote_ident(called.proname) || '()' IN ({names})
                OR pg_catalog.quote_ident(namespace.nspname) || '.' || pg_catalog.quote_ident(called.proname) || '()' IN ({names}))
            ORDER BY fired.evtname LIMIT 1
            """, row => new EventTrigger(row.GetString(0), row.GetString(1), row.GetString(2)), stop)).FirstOrDefault();
    }
}
