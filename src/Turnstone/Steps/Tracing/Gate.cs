namespace Turnstone.Steps.Tracing;

using Turnstone.Linting;
using Turnstone.Sessions;
using Turnstone.Sql;
using Turnstone.Text;

/// <summary>Holds a statement back at the first table that it locks against writers or other changes, so that it is seen there, however short it is.</summary>
/// <remarks>It stands on the connection that looks, and opens once something waits before it: a concurrent build that came to its own waiting would wait for it for ever.</remarks>
sealed class Gate
{
    /// <summary>The weakest lock that waits before it.</summary>
    public const LockMode Weakest = LockMode.ShareUpdateExclusive;

    // The lock table has room for 64 of each connection.
    const int Most = 1000;

    // LOCK TABLE wants one of these of whoever is no owner (manual, LOCK).
    static readonly Sql Tables = $"""
        SELECT n.nspname::text, c.relname::text FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
        WHERE c.oid >= 16384 AND c.relkind IN ('r', 'p') AND n.nspname !~ '^pg_(toast|temp_)'
            AND pg_catalog.has_schema_privilege(n.oid, 'USAGE') AND pg_catalog.has_table_privilege(c.oid, 'UPDATE, DELETE, TRUNCATE')
        ORDER BY c.oid LIMIT {Most}
        """;

    readonly Watch watch;
    bool isClosed;

    Gate(Watch watch) => this.watch = watch;

    /// <summary>Closes it before every table that the role may lock.</summary>
    public static async Task<Gate> CloseAsync(Watch watch, CancellationToken stop)
    {
        var tables = await watch.AskAsync(Tables, row => (Sql)$"{new QualifiedName(new Identifier(row.GetString(0)), new Identifier(row.GetString(1)))}", stop);
        var gate = new Gate(watch);
        if (tables.Count > 0)
        {
            await gate.TellAsync($"BEGIN", stop);
            gate.isClosed = true;
            await gate.TellAsync($"LOCK TABLE {Sql.Join(", ", tables)} IN SHARE UPDATE EXCLUSIVE MODE", stop);
        }
        return gate;
    }

    /// <summary>Lets through what waits.</summary>
    public async Task OpenAsync(CancellationToken stop)
    {
        if (isClosed)
        {
            isClosed = false;
            await TellAsync($"COMMIT", stop);
        }
    }

    Task<List<int>> TellAsync(Sql statement, CancellationToken stop) => watch.AskAsync(statement, _ => 0, stop);
}
