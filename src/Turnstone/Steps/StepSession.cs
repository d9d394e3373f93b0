namespace Turnstone.Steps;

using System.Collections.Immutable;
using Turnstone.Plans;
using Turnstone.Sessions;
using Turnstone.Sql;

/// <summary>The state that a step begins in, and whether a migration may leave another one behind.</summary>
static class StepSession
{
    const int MostOfName = 63;

    /// <param name="lockTimeoutMs">How long it may wait for locks, in milliseconds; 0 is without limit.</param>
    public static SessionState Of(PlannedMigration migration, SqlStep step, string run, ImmutableArray<string> searchPath, PgVersion version, long lockTimeoutMs) =>
        new(searchPath, version)
        {
            Application = Application(migration, step, run),
            LockTimeoutMs = lockTimeoutMs,
            StatementTimeoutMs = step.StatementTimeoutMs,
        };

    // The server keeps 63 bytes of it, and of other characters than ASCII's a substitute: the end, which says the step, must be among them.
    public static string Application(PlannedMigration migration, SqlStep step, string run)
    {
        var (before, after) = ($"turnstone {run} ", $":{step.Ordinal}");
        var name = string.Concat(migration.Name.Select(letter => letter is >= ' ' and <= '~' ? letter : '?'));
        return $"{before}{name[..Math.Min(name.Length, MostOfName - before.Length - after.Length)]}{after}";
    }

    /// <summary>Whether its statements could leave anything in the session.</summary>
    public static bool MayLeaveSomething(PlannedMigration migration) =>
        migration.Steps.OfType<SqlStep>().Any(step => step.Range is not null || step.Statements.Any(MayLeaveSomething));

    static bool MayLeaveSomething(PlannedStatement statement) =>
        statement.ReportsRows || statement.Verb is "LISTEN" or "PREPARE" or "DECLARE"
        || statement.Verb is "CREATE TABLE" or "CREATE VIEW" or "CREATE SEQUENCE" && statement.Sql.Contains("TEMP", StringComparison.OrdinalIgnoreCase);
}
