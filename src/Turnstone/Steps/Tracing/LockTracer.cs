namespace Turnstone.Steps.Tracing;

using System.Collections.Immutable;
using Turnstone.Linting;
using Turnstone.Linting.Trace;
using Turnstone.Plans;
using Turnstone.Sessions;
using Turnstone.Sql;
using Turnstone.Text;

/// <summary>Looks, behind each statement of a run on a throw-away server, at what it locked and what it did to what was there before its step.</summary>
/// <remarks>In a transaction the run's own backend is asked: what it holds it holds until the end. Outside of one a second connection looks, over and over, and holds it back at first until it has seen it.</remarks>
sealed class LockTracer(Action<TracedStatement> onTraced, TimeProvider time) : IAsyncDisposable
{
    static readonly Sql Own = $"pg_catalog.pg_backend_pid()";

    static readonly Sql Written = $"SELECT (pg_catalog.pg_current_wal_insert_lsn() - '0/0')::bigint";

    // Counted where the server has track_functions = all.
    static readonly Sql Triggers = $"""
        SELECT pg_catalog.format('%I.%I', n.nspname, p.proname), pg_catalog.pg_stat_get_xact_function_calls(p.oid)
        FROM pg_catalog.pg_proc p JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace
        WHERE p.prorettype = 'pg_catalog.trigger'::pg_catalog.regtype AND pg_catalog.pg_stat_get_xact_function_calls(p.oid) > 0
        """;

    static readonly Sql Flush = $"SELECT pg_catalog.pg_stat_force_next_flush()";

    readonly List<(TracedStatement Statement, long Started)> open = [];
    Dictionary<long, SeenRelation> before = [];
    Dictionary<long, SeenRelation> last = [];
    Dictionary<long, LockMode> held = [];
    Dictionary<string, long> calls = [];
    long written;
    long began;
    (Session Of, Watch Watch)? second;

    /// <summary>Reads what is there before a step.</summary>
    public async Task BeginAsync(Session session, CancellationToken stop)
    {
        open.Clear();
        held = [];
        if (session.Server.Version >= PgVersion.V15)
        {
            await session.QueryAsync(Flush, row => 0, stop);
        }
        // By the run's own connection: what its earlier steps did is counted there until it is told of, and is not this one's.
        before = (await session.QueryAsync(SeenRelation.All, SeenRelation.Read, stop)).ToDictionary(one => one.Oid);
        last = before;
        calls = await CallsAsync(session, stop);
        written = (await session.QueryAsync(Written, row => row.GetInt64(0), stop))[0];
        began = time.GetTimestamp();
    }

    /// <summary>Looks at what statements did in the step's open transaction.</summary>
    public async Task LookAsync(Session session, Attempt attempt, Unseen unseen, CancellationToken stop)
    {
        var (started, spent) = (unseen.Started, time.GetElapsedTime(unseen.Started));
        var numbers = (await session.QueryAsync(SeenRelation.Numbers(Own), SeenRelation.ReadNumber, stop)).ToDictionary(one => one.Oid, one => one.Mode);
        var now = (await session.QueryAsync(SeenRelation.Locked(Own), SeenRelation.Read, stop)).ToDictionary(one => one.Oid);
        var ran = await CallsAsync(session, stop);
        var end = (await session.QueryAsync(Written, row => row.GetInt64(0), stop))[0];
        open.Add((Traced(attempt, unseen.First, spent, now.Values) with
        {
            Count = unseen.Count,
            Locks = Named(numbers.Select(one => (one.Key, one.Value, 0.0))),
            Triggers = [.. ran.Where(one => one.Value > calls.GetValueOrDefault(one.Key)).Select(one => one.Key).Order(StringComparer.Ordinal)],
            WalBytes = end - written,
            StartedMs = time.GetElapsedTime(began, started).TotalMilliseconds,
        }, started));
        (held, calls, written) = (numbers, ran, end);
        last = last.Concat(now).GroupBy(one => one.Key).ToDictionary(group => group.Key, group => group.Last().Value);
    }

    /// <summary>Tells what was seen in a step that is committed: its locks were held until now.</summary>
    public void End()
    {
        foreach (var (statement, started) in open)
        {
            var milliseconds = time.GetElapsedTime(started).TotalMilliseconds;
            onTraced(statement with { Locks = [.. statement.Locks.Select(one => one with { HeldMs = milliseconds })] });
        }
        open.Clear();
    }

    /// <summary>Looks at a statement outside of a transaction for as long as it runs.</summary>
    public async Task<T> WatchAsync<T>(Session session, Attempt attempt, PlannedStatement statement, Func<Task<T>> run)
    {
        await BeginAsync(session, CancellationToken.None);
        var watch = await WatchAsync(session);
        // Until the look at which it is gone; none while it is there.
        var seen = new Dictionary<long, (LockMode Mode, double First, double? Gone)>();
        Sql backend = $"{session.Server.Backend.Pid}";
        var gate = await Gate.CloseAsync(watch, CancellationToken.None);
        var started = time.GetTimestamp();
        var running = run();
        try
        {
            while (!running.IsCompleted)
            {
                var at = time.GetElapsedTime(started).TotalMilliseconds;
                var now = (await watch.AskAsync(SeenRelation.Numbers(backend), SeenRelation.ReadNumber, CancellationToken.None)).ToDictionary(one => one.Oid, one => one.Mode);
                foreach (var (oid, was) in seen.Where(one => one.Value.Gone is null && !now.ContainsKey(one.Key)).ToList())
                {
                    seen[oid] = was with { Gone = at };
                }
                foreach (var (oid, mode) in now)
                {
                    seen[oid] = seen.TryGetValue(oid, out var was) ? (mode > was.Mode ? mode : was.Mode, was.First, null) : (mode, at, null);
                }
                if (seen.Values.Any(one => one.Mode >= Gate.Weakest))
                {
                    await gate.OpenAsync(CancellationToken.None);
                }
            }
            await gate.OpenAsync(CancellationToken.None);
        }
        finally
        {
            // Whoever looks may lose its connection; what runs is waited for all the same.
            await Task.WhenAny(running);
        }
        var result = await running;
        var spent = time.GetElapsedTime(started);
        var after = await watch.AskAsync(SeenRelation.All, SeenRelation.Read, CancellationToken.None);
        var end = (await watch.AskAsync(Written, row => row.GetInt64(0), CancellationToken.None))[0];
        onTraced(Traced(attempt, statement, spent, after) with
        {
            Locks = Named(seen.Select(one => (one.Key, one.Value.Mode, (one.Value.Gone ?? spent.TotalMilliseconds) - one.Value.First))),
            WalBytes = end - written,
            IsSampled = true,
        });
        return result;
    }

    static async Task<Dictionary<string, long>> CallsAsync(Session session, CancellationToken stop) =>
        (await session.QueryAsync(Triggers, row => (Name: row.GetString(0), Count: row.GetInt64(1)), stop)).ToDictionary(one => one.Name, one => one.Count);

    public async ValueTask DisposeAsync()
    {
        if (second is { } opened)
        {
            await opened.Watch.DisposeAsync();
        }
    }

    TracedStatement Traced(Attempt attempt, PlannedStatement statement, TimeSpan spent, IEnumerable<SeenRelation> now)
    {
        var pairs = now.Where(one => last.ContainsKey(one.Oid) && before.ContainsKey(one.Oid)).Select(one => (Was: last[one.Oid], Is: one)).ToList();
        return new(attempt.Migration.Name, attempt.Step.Ordinal, statement.Ordinal, statement.File ?? attempt.Step.File ?? attempt.Migration.File, statement.Line, statement.Column, statement.Verb, spent.TotalMilliseconds)
        {
            Rewritten = Names(pairs.Where(one => one.Is.Kind is RelationKind.Table or RelationKind.MaterializedView && one.Is.File != one.Was.File)),
            Scanned = Names(pairs.Where(one => one.Is.Scans > one.Was.Scans)),
            Indexed = Names(pairs.Where(one => one.Is.Indexes.Except(one.Was.Indexes).Any())),
            Rows = pairs.Sum(one => Math.Max(0, one.Is.Changes - one.Was.Changes)),
        };
    }

    static ImmutableArray<string> Names(IEnumerable<(SeenRelation Was, SeenRelation Is)> pairs) => [.. pairs.Select(one => one.Was.Shown).Order(StringComparer.Ordinal)];

    ImmutableArray<TracedLock> Named(IEnumerable<(long Oid, LockMode Mode, double HeldMs)> locks) =>
        [.. locks.Where(one => before.ContainsKey(one.Oid))
            .Select(one => new TracedLock(before[one.Oid].Schema, before[one.Oid].Name, before[one.Oid].Kind, one.Mode, one.HeldMs) { WasHeld = held.TryGetValue(one.Oid, out var mode) && mode >= one.Mode })
            .OrderByDescending(one => one.Mode).ThenBy(one => one.Name, StringComparer.Ordinal)];

    async Task<Watch> WatchAsync(Session session)
    {
        if (second is { } opened)
        {
            if (opened.Of == session)
            {
                return opened.Watch;
            }
            await opened.Watch.DisposeAsync();
        }
        second = (session, session.OpenWatch());
        return second.Value.Watch;
    }
}
