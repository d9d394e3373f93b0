namespace Turnstone.Health;

using System.Collections.Immutable;
using Npgsql;
using Turnstone.Diagnostics;
using Turnstone.Sessions;
using Turnstone.Sql;
using Turnstone.Text;

/// <summary>Asks a database everything that its health is judged by, in one go.</summary>
sealed class HealthReader(Session session, HealthScope scope, ImmutableArray<HealthCheck> checks)
{
    // Others' sessions answer whoever may not see them with this text in place of what they run.
    static readonly Sql Hidden = $"""
        SELECT pg_catalog.count(*) FROM pg_catalog.pg_stat_activity WHERE datname = pg_catalog.current_database() AND query = '<insufficient privilege>'
        """;

    public async Task<HealthReport> ReadAsync(CancellationToken stop)
    {
        var problems = new List<Problem>();
        var said = new List<Diagnostic>();
        var gaps = checks.Select(check => check.Gap(scope)).OfType<HealthGap>().ToList();
        try
        {
            await using var batch = session.Batch(
            [
                $"BEGIN TRANSACTION READ ONLY", $"SET LOCAL lock_timeout = '2s'", $"SET LOCAL statement_timeout = '30s'",
                .. checks.Select(check => check.Question(scope)), .. gaps.Select(gap => gap.Question), Hidden, $"COMMIT",
            ]);
            await using var rows = await batch.ExecuteReaderAsync(stop);
            foreach (var check in checks)
            {
                var before = problems.Count;
                while (await rows.ReadAsync(stop))
                {
                    problems.Add(check.Read(rows));
                }
                if (problems.Count - before == HealthScope.Most)
                {
                    said.Add(Diagnostic.Warning("more-problems", $"Of '{problems[^1].Name}' only the first {HealthScope.Most} are shown."));
                }
                await rows.NextResultAsync(stop);
            }
            foreach (var gap in gaps)
            {
                if (await rows.ReadAsync(stop))
                {
                    said.Add(gap.Read(rows, new(session.Server.User)));
                }
                await rows.NextResultAsync(stop);
            }
            if (await rows.ReadAsync(stop) && rows.GetInt64(0) is > 0 and var hidden)
            {
                said.Add(NotVisible(hidden));
            }
        }
        catch (PostgresException)
        {
            await session.RollbackAsync();
            throw;
        }
        return new([.. problems], [.. said]);
    }

    Diagnostic NotVisible(long hidden) => Diagnostic.Warning("not-visible",
        $"{session.Server.User} may not see what {hidden} session(s) of other roles do, and since when: old transactions among them are not found.",
        help: $"As a superuser: GRANT pg_read_all_stats TO {new Identifier(session.Server.User)};");
}
