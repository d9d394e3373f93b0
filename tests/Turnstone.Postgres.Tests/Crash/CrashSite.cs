namespace Turnstone.Postgres.Tests.Crash;

using System.Text.Json;
using Turnstone.Postgres.Tests.Cli;
using Turnstone.Postgres.Tests.RealWorld;
using Turnstone.Postgres.Tests.Sessions;
using Turnstone.Sql;

/// <summary>A server of its own where runs of a project are cut off, one after the other, each in a new database.</summary>
sealed class CrashSite : IAsyncDisposable
{
    // A run may have to wait for what a killed one left in the server; it never waits that long.
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    // By SIGKILL.
    const int Killed = 128 + 9;

    static readonly string[] Settings =
    [
        "max_prepared_transactions=10", "wal_level=logical", "allow_in_place_tablespaces=on", "autovacuum=off", "log_min_messages=fatal",
    ];

    readonly SpecialServer server;

    CrashSite(SpecialServer server) => this.server = server;

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <remarks>Of the test run's version, or of an older one where <c>pg_dump</c> is older.</remarks>
    public static async Task<CrashSite> StartAsync(PostgresServer like)
    {
        var server = await SpecialServer.OfAsync((PgVersion)Math.Min((int)like.Major, (int)await Psql.NewestServerAsync()));
        await server.StartAsync(standby: false, Settings);
        await Condition.HoldsAsync(server.TakesConnectionsAsync, Stop);
        return new(server);
    }

    /// <summary>Lets a run go through.</summary>
    public Task<Undisturbed> MeasureAsync(CrashProject project) => InDatabaseAsync(project, async database =>
    {
        await using var proxy = new Proxy(server.Port);
        using var copy = project.In(database).With("DATABASE_URL", proxy.Through(database.ConnectionString));
        var begun = TimeProvider.System.GetTimestamp();
        using var process = copy.Start(["apply", .. project.Environment]);
        var run = await process.EndAsync();
        var duration = TimeProvider.System.GetElapsedTime(begun);
        run.ExitCode.ShouldBe(0, run.Everything);
        (await Aftermath.BrokenAsync(database)).ShouldBeEmpty();
        return new Undisturbed(await Aftermath.ReadAsync(database), proxy.Requests, proxy.Bytes(toServer: true), proxy.Bytes(toServer: false), duration);
    });

    /// <summary>Cuts a run off, applies once more and compares.</summary>
    /// <returns>What is wrong then; none where nothing is.</returns>
    public Task<string?> CrashAsync(CrashCell cell, Undisturbed undisturbed) => InDatabaseAsync(cell.Project, async database =>
    {
        CliRun? cutOff = null;
        try
        {
            using var project = cell.Project.In(database);
            cutOff = await CutOffAsync(project, database, cell);
            // 5 says that running again will not do, and it will.
            if (!await HalfCopy.DeleteAsync(database, cutOff))
            {
                cutOff.ExitCode.ShouldBeOneOf(cell.Blow == Blow.Kill ? [0, 3, 6, Killed] : [0, 3, 6]);
            }
            await ConvergesAsync(project.With("DATABASE_URL", database.ConnectionString), database, cell.Project, undisturbed);
            return null;
        }
        catch (Exception wrong) when (wrong is ShouldAssertException or TimeoutException)
        {
            return $"{cell}\n{wrong.Message}\nThe run that was cut off: exit {cutOff?.ExitCode}\n{cutOff?.Everything}";
        }
    });

    public ValueTask DisposeAsync() => server.DisposeAsync();

    async Task<T> InDatabaseAsync<T>(CrashProject project, Func<TestDatabase, Task<T>> use)
    {
        await using var database = await server.CreateDatabaseAsync();
        try
        {
            foreach (var (name, statements) in project.Prepared)
            {
                await using var transaction = await OpenTransaction.BeginAsync(database, [.. statements, $"PREPARE TRANSACTION '{database.Name}_{name}'"]);
            }
            return await use(database);
        }
        finally
        {
            await Aftermath.ClearAsync(database);
        }
    }

    async Task<CliRun> CutOffAsync(TestProject project, TestDatabase database, CrashCell cell)
    {
        await using var proxy = new Proxy(server.Port) { StopAt = cell.Stop, CutAt = cell.Limit };
        using var process = project.With("DATABASE_URL", proxy.Through(database.ConnectionString)).Start(["apply", .. cell.Project.Environment]);
        var ended = process.EndAsync();
        var late = cell.After is { } after ? Task.Delay(after, Stop) : Task.Delay(Patience, Stop);
        if (await Task.WhenAny(proxy.Reached, ended, late) != ended)
        {
            (late.IsCompleted && cell.After is null).ShouldBeFalse($"It neither got there nor ended:\n{process.ErrorSoFar}");
            await StrikeAsync(cell.Blow, process, proxy);
        }
        return await ended.WaitAsync(Patience, Stop);
    }

    async Task StrikeAsync(Blow blow, TurnstoneProcess process, Proxy proxy)
    {
        switch (blow)
        {
            case Blow.Kill:
                await process.KillHardAsync();
                proxy.Cut();
                break;
            case Blow.Cut:
                proxy.Cut();
                break;
            default:
                await server.RestartImmediatelyAsync();
                proxy.Release();
                break;
        }
    }

    static async Task ConvergesAsync(TestProject project, TestDatabase database, CrashProject kind, Undisturbed undisturbed)
    {
        var next = await project.RunAsync(["apply", .. kind.Environment]).WaitAsync(Patience, Stop);
        if (await HalfCopy.DeleteAsync(database, next))
        {
            next = await project.RunAsync(["apply", .. kind.Environment]).WaitAsync(Patience, Stop);
        }
        next.ExitCode.ShouldBe(0, next.Everything);
        (await Aftermath.BrokenAsync(database)).ShouldBeEmpty(next.Everything);
        var left = await Aftermath.ReadAsync(database);
        left.Except(undisturbed.Left).ShouldBe(undisturbed.Left.Except(left), next.Everything);
        left.ShouldBe(undisturbed.Left, next.Everything);
        var audit = await project.RunAsync(["audit", "verify", .. kind.Environment]);
        audit.ExitCode.ShouldBe(0, audit.Everything);
        var status = await project.RunAsync(["status", "--json", .. kind.Environment]);
        using var said = JsonDocument.Parse(status.Output);
        said.RootElement.GetProperty("migrations").EnumerateArray().ShouldAllBe(one => one.GetProperty("state").GetString() == "applied");
    }
}

/// <summary>What a run is like that nothing happens to.</summary>
/// <param name="Left">What can be seen after it.</param>
/// <param name="Requests">How many it made of its server.</param>
sealed record Undisturbed(IReadOnlyList<string> Left, int Requests, long BytesToServer, long BytesFromServer, TimeSpan Duration);
