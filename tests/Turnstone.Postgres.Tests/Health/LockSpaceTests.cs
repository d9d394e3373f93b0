namespace Turnstone.Postgres.Tests.Health;

using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Npgsql;
using Turnstone.Postgres.Tests.Cli;
using Turnstone.Postgres.Tests.Sessions;

public sealed class LockSpaceTests(PostgresServer server)
{
    const string Setup = """
        CREATE SCHEMA many;
        DO $$ BEGIN FOR i IN 1..50 LOOP EXECUTE format('CREATE TABLE many.t%s (id serial PRIMARY KEY, v text UNIQUE, w int CHECK (w > 0))', i); END LOOP; END $$;
        CREATE VIEW many.v AS SELECT id FROM many.t1;
        CREATE FUNCTION many.f() RETURNS int LANGUAGE sql AS 'SELECT 1';
        CREATE TABLE one (id int PRIMARY KEY, v text);
        CREATE TABLE other (id int PRIMARY KEY, refers int REFERENCES one, v text);
        CREATE TABLE p (a int, b text) PARTITION BY LIST (a);
        DO $$ BEGIN FOR i IN 1..40 LOOP EXECUTE format('CREATE TABLE p%s PARTITION OF p FOR VALUES IN (%s)', i, i); END LOOP; END $$;
        CREATE INDEX ON p (a);
        CREATE TABLE "Hoste""d" (id int PRIMARY KEY);
        """;

    // The server is the judge: it is asked how many locks the transaction holds.
    [Theory]
    [InlineData("DROP SCHEMA many CASCADE")]
    [InlineData("DROP TABLE many.t1 CASCADE; DROP TABLE many.t2, many.t3")]
    [InlineData("ALTER TABLE p ADD COLUMN c int NOT NULL DEFAULT 0")]
    [InlineData("ALTER TABLE p ALTER COLUMN b TYPE varchar(10)")]
    [InlineData("CREATE INDEX ON p (b)")]
    [InlineData("TRUNCATE p")]
    [InlineData("DROP TABLE p")]
    [InlineData("UPDATE p SET b = 'x'")]
    [InlineData("INSERT INTO other SELECT id FROM one")]
    [InlineData("ALTER TABLE other ADD COLUMN c text; CREATE INDEX ON other (c); ALTER TABLE one ADD COLUMN c text")]
    [InlineData("CREATE TABLE a (id serial PRIMARY KEY, v text UNIQUE); CREATE TABLE b (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, v text); CREATE VIEW c AS SELECT * FROM a")]
    [InlineData("ALTER TABLE p ADD UNIQUE (a)")]
    [InlineData("ALTER TABLE \"Hoste\"\"d\" ADD COLUMN v int; DROP TABLE \"Hoste\"\"d\"")]
    public async Task F58_The_estimate_is_near_what_the_server_takes(string statements)
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = await SetUpAsync(database);
        project.Write("V2__t.sql", $"{statements};");

        var (state, message) = await LockSpaceAsync(project);
        var taken = await TakenAsync(database, statements);

        state.ShouldBe("ok");
        var estimated = Number(message, "about ");
        estimated.ShouldBeInRange(taken, taken * 2 + 40, $"{statements}: {message} The server took {taken}.");
    }

    [Fact]
    public async Task What_is_not_in_the_plan_is_said()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = new TestProject(database).Write("V1__do.sql", "DO $$ BEGIN CREATE TABLE t (); END $$;");

        var (state, message) = await LockSpaceAsync(project);
        state.ShouldBe("ok");
        message.ShouldEndWith("What V1:1 runs beside that is not counted: no text of the plan says it.");

        (await project.RunAsync("apply")).ExitCode.ShouldBe(0);
        (await LockSpaceAsync(project)).ShouldBe(("ok", "Nothing is pending."));
        project.Write("V2__broken.sql", "SELECT 'x;");
        (await LockSpaceAsync(project, 2)).ShouldBe(("not_checked", "It takes a plan."));
    }

    [Fact]
    public async Task Names_are_looked_up_where_the_projects_search_path_says()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = await SetUpAsync(database);
        project.Write("V2__t.sql", "DROP TABLE t1, t2, t3, t4, t5;");
        var without = Number((await LockSpaceAsync(project)).Message, "about ");

        project.Write("turnstone.yaml", "search_path: [many]\n");

        (Number((await LockSpaceAsync(project)).Message, "about ") - without).ShouldBeGreaterThan(5 * 8);
    }

    [Fact]
    [Trait("tier", "all")]
    public async Task F58_A_transaction_that_the_lock_table_has_no_room_for_is_warned_of_and_fails_for_it()
    {
        await using var special = new SpecialServer(server);
        await special.StartAsync(standby: false, "max_locks_per_transaction=10", "max_connections=20", "max_prepared_transactions=1");
        await Condition.HoldsAsync(special.TakesConnectionsAsync, TestContext.Current.CancellationToken);
        var database = await special.FirstDatabaseAsync();
        using var project = new TestProject().With("DATABASE_URL", await special.ConnectionStringAsync()).Write("V1__many.sql", "CREATE SCHEMA many;");
        (await project.RunAsync("apply")).ExitCode.ShouldBe(0);
        for (var i = 0; i < 600; i++)
        {
            await database.ExecuteAsync($"CREATE TABLE many.t{i} (id serial PRIMARY KEY, v text)");
        }
        project.Write("V2__drop.sql", "DROP SCHEMA many CASCADE;");

        var run = await project.RunAsync("preflight");
        run.ExitCode.ShouldBe(0, run.Everything);
        run.Error.ShouldContain("or there are more than a quarter of the lock table has room for", customMessage: "600 sequences are not all read at once");
        var (state, message) = await LockSpaceAsync(project);
        state.ShouldBe("warning");
        message.ShouldMatch(@"^V2:1 takes about [\d,]+ locks at once, and the server has room for 210, of which \d+ are taken: it would fail with 'out of shared memory' \(SQLSTATE 53200\)\.$");
        run.Output.ShouldMatch(@"lock-space: Spread it over several migrations, or raise max_locks_per_transaction \(10\) to \d+ or more and restart the server\.");

        var applied = await project.RunAsync("apply");
        applied.ExitCode.ShouldBe(5, applied.Everything);
        applied.Error.ShouldContain("53200");
        project.Write("V2__drop.sql", "DROP TABLE many.t1;");
        (await LockSpaceAsync(project)).State.ShouldBe("ok");
    }

    static async Task<TestProject> SetUpAsync(TestDatabase database)
    {
        var project = new TestProject(database).Write("V1__setup.sql", Setup);
        var run = await project.RunAsync("apply");
        run.ExitCode.ShouldBe(0, run.Everything);
        return project;
    }

    static async Task<long> TakenAsync(TestDatabase database, string statements)
    {
        await using var connection = await database.OpenAsync();
        await using var batch = new NpgsqlBatch(connection) { BatchCommands = { new("BEGIN") } };
        foreach (var statement in statements.Split("; "))
        {
            batch.BatchCommands.Add(new(statement));
        }
        await batch.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        await using var asking = new NpgsqlBatch(connection)
        {
            BatchCommands = { new("SELECT count(DISTINCT (locktype, relation, classid, objid)) FROM pg_locks WHERE pid = pg_backend_pid() AND locktype NOT IN ('virtualxid', 'transactionid') AND relation IS DISTINCT FROM 'pg_locks'::regclass") },
        };
        return (long)(await asking.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
    }

    static long Number(string message, string before) =>
        long.Parse(Regex.Match(message, $"{before}([0-9,]+)").Groups[1].Value.Replace(",", "", StringComparison.Ordinal), CultureInfo.InvariantCulture);

    static async Task<(string State, string Message)> LockSpaceAsync(TestProject project, int exit = 0)
    {
        var run = await project.RunAsync("preflight --json");
        run.ExitCode.ShouldBe(exit, run.Everything);
        using var document = JsonDocument.Parse(run.Output);
        var check = document.RootElement.GetProperty("checks").EnumerateArray().Single(check => check.GetProperty("name").GetString() == "lock-space");
        return (check.GetProperty("state").GetString()!, check.GetProperty("message").GetString()!);
    }
}
