namespace Turnstone.Postgres.Tests.Sessions;

using Npgsql;
using Turnstone.Postgres.Tests.Cli;

/// <summary>A run behind PgBouncer: refused where sessions are shared, and like any other where they are not.</summary>
[Trait("tier", "all")]
public sealed class PoolerTests(PostgresServer server)
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    static TestProject Project(TestDatabase database, PgBouncer pooler) => new TestProject(database).With("DATABASE_URL", pooler.Through(database))
        .Write("V1__one.sql", "CREATE TABLE one (v int);\nCREATE INDEX CONCURRENTLY i ON one (v);");

    [Theory]
    [InlineData(1, 0, 0, 0)]
    [InlineData(1, 0, 0, 3)]
    [InlineData(5, 0, 0, 0)]
    [InlineData(5, 0, 5, 0)]
    [InlineData(5, 0, 4, 8)]
    [InlineData(5, 1, 5, 0)]
    [InlineData(5, 1, 0, 8)]
    [InlineData(20, 1, 20, 3)]
    public async Task F11_Where_each_transaction_gets_another_session_a_run_is_refused_before_anything_happens(int poolSize, int roundRobin, int idle, int busy)
    {
        await using var database = await server.CreateDatabaseAsync();
        await using var pooler = await PgBouncer.StartAsync(server.Server, "pool_mode=transaction", $"default_pool_size={poolSize}", $"server_round_robin={roundRobin}");
        await FillAsync(pooler.Through(database), idle);
        using var enough = new CancellationTokenSource();
        var others = Enumerable.Range(0, busy).Select(_ => KeepBusyAsync(pooler.Through(database), enough.Token)).ToList();
        using var project = Project(database, pooler);
        for (var attempt = 0; attempt < 5; attempt++)
        {
            var run = await project.RunAsync("apply");
            run.ExitCode.ShouldBe(2, run.Everything);
            run.Error.ShouldContain("is a pooler that gives each transaction another session; a session lock means nothing there.");
            run.Error.ShouldContain("Nothing was changed.");
            run.Error.ShouldContain("'direct_url:' in turnstone.yaml or --url (Supabase: port 5432; Neon: the host without '-pooler')");
        }
        await enough.CancelAsync();
        await Task.WhenAll(others);
        (await database.QueryAsync("SELECT nspname FROM pg_namespace WHERE nspname = 'turnstone'")).ShouldBeEmpty();
        (await database.ScalarAsync<long>($"SELECT count(*) FROM {Backends.Locks} WHERE locktype = 'advisory'")).ShouldBe(0);
    }

    [Theory]
    [InlineData(2, 0)]
    [InlineData(10, 3)]
    public async Task F11_Where_a_client_keeps_its_session_a_run_goes_through_and_its_lock_holds(int poolSize, int busy)
    {
        await using var database = await server.CreateDatabaseAsync();
        await using var pooler = await PgBouncer.StartAsync(server.Server, "pool_mode=session", $"default_pool_size={poolSize}");
        using var enough = new CancellationTokenSource();
        var others = Enumerable.Range(0, busy).Select(_ => KeepBusyAsync(pooler.Through(database), enough.Token)).ToList();
        const string Gated = "-- turnstone: lock_timeout=0\nSELECT pg_advisory_xact_lock(4711);";
        using var project = Project(database, pooler).Write("V0__gated.sql", Gated);
        await using var gate = await OpenTransaction.BeginAsync(database, "SELECT pg_advisory_lock(4711)");
        var first = project.RunAsync("apply");
        await database.AreWaitingAtAsync("V0:1");
        using (var direct = new TestProject(database).Write("turnstone.yaml", "settings: { lock_deadline: 300ms }\n").Write("V0__gated.sql", Gated))
        {
            var second = await direct.RunAsync("apply");
            second.ExitCode.ShouldBe(3, second.Everything);
            second.Error.ShouldContain("holds the lock: pid");
        }
        await gate.DisposeAsync();
        (await first).ExitCode.ShouldBe(0, (await first).Everything);
        await enough.CancelAsync();
        await Task.WhenAll(others);
        (await database.ScalarAsync<bool>("SELECT indisvalid FROM pg_index WHERE indexrelid = 'i'::regclass")).ShouldBeTrue();
        (await database.ScalarAsync<long>($"SELECT count(*) FROM {Backends.Locks} WHERE locktype = 'advisory'")).ShouldBe(0);
        (await project.RunAsync("apply")).Output.ShouldContain("nothing to do");
    }

    [Fact]
    public async Task F11_Where_there_is_one_session_for_all_and_it_is_ours_a_run_goes_through()
    {
        await using var database = await server.CreateDatabaseAsync();
        await using var pooler = await PgBouncer.StartAsync(server.Server, "pool_mode=session", "default_pool_size=1");
        using var project = Project(database, pooler);
        var run = await project.RunAsync("apply").WaitAsync(TimeSpan.FromSeconds(30), Stop);
        run.ExitCode.ShouldBe(0, run.Everything);
    }

    [Fact]
    public async Task F11_The_direct_address_is_taken_where_the_project_names_it()
    {
        await using var database = await server.CreateDatabaseAsync();
        await using var pooler = await PgBouncer.StartAsync(server.Server, "pool_mode=transaction", "default_pool_size=3");
        using var project = Project(database, pooler).With("POOLED", pooler.Through(database)).With("DIRECT", database.ConnectionString)
            .Write("turnstone.yaml", "environments: { prod: { url: env:POOLED, direct_url: env:DIRECT } }\n");
        var run = await project.RunAsync("apply --env prod");
        run.ExitCode.ShouldBe(0, run.Everything);
    }

    // Sessions that the pooler has ready, since so many clients had a transaction at once.
    static async Task FillAsync(string address, int count)
    {
        List<NpgsqlConnection> clients = [];
        for (var client = 0; client < count; client++)
        {
            var connection = new NpgsqlConnection(address);
            clients.Add(connection);
            await connection.OpenAsync(Stop);
            await ExecuteAsync(connection, "BEGIN");
            await ExecuteAsync(connection, "SELECT 1");
        }
        foreach (var client in clients)
        {
            await ExecuteAsync(client, "COMMIT");
            await client.DisposeAsync();
        }
    }

    // An application with short transactions, one after the other.
    static async Task KeepBusyAsync(string address, CancellationToken enough)
    {
        await using var connection = new NpgsqlConnection(address);
        await connection.OpenAsync(Stop);
        while (!enough.IsCancellationRequested)
        {
            await ExecuteAsync(connection, "BEGIN");
            await ExecuteAsync(connection, "SELECT pg_sleep(0.002)");
            await ExecuteAsync(connection, "COMMIT");
        }
    }

    static async Task ExecuteAsync(NpgsqlConnection connection, string statement)
    {
        await using var batch = new NpgsqlBatch(connection) { BatchCommands = { new NpgsqlBatchCommand(statement) } };
        await batch.ExecuteNonQueryAsync(Stop);
    }
}
