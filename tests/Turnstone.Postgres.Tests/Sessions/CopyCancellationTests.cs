namespace Turnstone.Postgres.Tests.Sessions;

using System.Text;
using Turnstone.Configuration;
using Turnstone.Sessions;
using Turnstone.Text;

/// <summary>A COPY that is cut off leaves nothing, and its session goes on.</summary>
public sealed class CopyCancellationTests(PostgresServer server)
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    static Task<Session> OpenAsync(TestDatabase database) => Session.OpenAsync(
        new DatabaseAddress
        {
            ConnectionString = new Secret(database.ConnectionString),
            Hosts = [new DatabaseHost("127.0.0.1", database.Uri.Port)],
            Database = database.Name,
            Username = "postgres",
            Source = "the test",
        },
        new RunSettings(), _ => { }, TimeProvider.System, Stop);

    static async Task IsOfUseAsync(Session session)
    {
        session.IsLost.ShouldBeFalse();
        await session.RollbackAsync();
        (await session.QueryAsync($"SELECT count(*) FROM t", row => row.GetInt64(0), Stop)).ShouldBe([0L]);
    }

    static Func<byte[], int> Rows(int count, Action<int>? before = null)
    {
        var sent = 0;
        return piece =>
        {
            before?.Invoke(sent);
            return sent++ < count ? Encoding.UTF8.GetBytes($"{sent}\n", piece) : 0;
        };
    }

    [Fact]
    public async Task Between_two_of_its_rows()
    {
        await using var database = await server.CreateDatabaseAsync();
        await database.ExecuteAsync("CREATE TABLE t (v int)");
        await using var session = await OpenAsync(database);
        using var cut = new CancellationTokenSource();
        await session.ExecuteAsync(Stop, $"BEGIN");

        await Should.ThrowAsync<OperationCanceledException>(() => session.CopyAsync(new Verbatim("COPY t FROM stdin"), Rows(1000, sent =>
        {
            if (sent == 500)
            {
                cut.Cancel();
            }
        }), cut.Token));

        await IsOfUseAsync(session);
    }

    [Fact]
    public async Task Where_reading_its_rows_fails()
    {
        await using var database = await server.CreateDatabaseAsync();
        await database.ExecuteAsync("CREATE TABLE t (v int)");
        await using var session = await OpenAsync(database);

        await Should.ThrowAsync<FormatException>(() => session.CopyAsync(new Verbatim("COPY t FROM stdin"), Rows(10, sent =>
        {
            if (sent == 5)
            {
                throw new FormatException("no");
            }
        }), Stop));

        await IsOfUseAsync(session);
    }

    [Fact]
    public async Task While_it_waits_for_its_table()
    {
        await using var database = await server.CreateDatabaseAsync();
        await database.ExecuteAsync("CREATE TABLE t (v int)");
        await using var session = await OpenAsync(database);
        await using var holder = await OpenTransaction.BeginAsync(database, "LOCK TABLE t");
        using var cut = new CancellationTokenSource();
        var copying = session.CopyAsync(new Verbatim("COPY t FROM stdin"), Rows(10), cut.Token);
        await database.HoldsAsync("EXISTS (SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock')");

        await cut.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => copying);
        await holder.ReleaseAsync();
        await IsOfUseAsync(session);
    }

    // Whoever waits for the server's last answer must not hold a thread up: here there is only one.
    [Fact]
    public Task While_its_last_row_is_held_up() => Task.Factory.StartNew(
        CutWhileItsLastRowIsHeldUpAsync, Stop, TaskCreationOptions.None, new ConcurrentExclusiveSchedulerPair().ExclusiveScheduler).Unwrap();

    async Task CutWhileItsLastRowIsHeldUpAsync()
    {
        await using var database = await server.CreateDatabaseAsync();
        await database.SetUpAsync("""
            CREATE TABLE t (v int);
            CREATE FUNCTION wait() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_advisory_xact_lock(4711); RETURN NULL; END $$;
            CREATE TRIGGER wait AFTER INSERT ON t EXECUTE FUNCTION wait();
            """);
        await using var session = await OpenAsync(database);
        await using var gate = await OpenTransaction.BeginAsync(database, "SELECT pg_advisory_lock(4711)");
        using var cut = new CancellationTokenSource();
        var copying = session.CopyAsync(new Verbatim("COPY t FROM stdin"), Rows(10), cut.Token);
        await database.HoldsAsync("EXISTS (SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock')");

        await cut.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => copying);
        await gate.DisposeAsync();
        await IsOfUseAsync(session);
    }
}
