namespace Turnstone.Postgres.Tests.Sessions;

using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Npgsql;
using Turnstone.Postgres.Tests.Cli;

/// <summary>What goes wrong on somebody's first day: each says what, where, the state now and what to do.</summary>
public sealed class ConnectingTests(PostgresServer server)
{
    static TestProject Project(string url, string connectDeadline = "400ms") => new TestProject().With("DATABASE_URL", url)
        .Write("turnstone.yaml", $"settings: {{ connect_deadline: {connectDeadline} }}\n").Write("V1__one.sql", "CREATE TABLE one ();");

    static string Url(TestDatabase database, Action<NpgsqlConnectionStringBuilder> change)
    {
        var text = new NpgsqlConnectionStringBuilder(database.ConnectionString);
        change(text);
        return text.ConnectionString;
    }

    static async Task RefusedAsync(TestProject project, int exitCode, params string[] said)
    {
        foreach (var verb in (string[])["apply", "status", "plan"])
        {
            var run = await project.RunAsync(verb);
            run.ExitCode.ShouldBe(exitCode, run.Everything);
            foreach (var part in said)
            {
                run.Error.ShouldContain(part);
            }
        }
    }

    [Fact]
    public async Task A_wrong_password()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = Project(Url(database, one => one.Password = "wrong"));
        await RefusedAsync(project, 2, $"postgres@127.0.0.1:{server.Server.Port}/{database.Name} (DATABASE_URL) refused the connection", "password authentication failed",
            "SQLSTATE 28P01", "Nothing was changed.", "Check user and password where they come from: DATABASE_URL.");
    }

    [Fact]
    public async Task Files_that_cannot_be_used_are_told_about_at_once_though_the_server_is_away()
    {
        using var project = Project("postgres://nobody@127.0.0.1:1/nowhere", connectDeadline: "10min").Write("v2_two.sql", "");

        await RefusedAsync(project, 2, "v2_two.sql is almost a migration's name").WaitAsync(TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task No_password()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = Project(Url(database, one => one.Password = null));
        await RefusedAsync(project, 2, "asks for a password and none was given", "PGPASSWORD");
    }

    [Fact]
    public async Task A_database_that_does_not_exist()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = Project(Url(database, one => one.Database = "no_such_database"));
        await RefusedAsync(project, 2, "database \"no_such_database\" does not exist (SQLSTATE 3D000)", "Create the database, or correct its name");
    }

    [Fact]
    public async Task A_role_that_may_not_connect()
    {
        await using var database = await server.CreateDatabaseAsync();
        var role = $"role_{Guid.NewGuid():N}";
        await database.ExecuteAsync($"CREATE ROLE {role} LOGIN PASSWORD 'pw'");
        try
        {
            await database.ExecuteAsync($"REVOKE CONNECT ON DATABASE {database.Name} FROM PUBLIC");
            using var project = Project(Url(database, one => (one.Username, one.Password) = (role, "pw")));
            await RefusedAsync(project, 2, "SQLSTATE 42501", $"GRANT CONNECT ON DATABASE \"{database.Name}\" TO \"{role}\";");
        }
        finally
        {
            await database.ExecuteAsync($"DROP ROLE {role}");
        }
    }

    [Fact]
    public async Task A_port_that_nobody_listens_on()
    {
        using var project = Project("postgres://u@127.0.0.1:1/x", connectDeadline: "2s");
        await RefusedAsync(project, 3, "Could not connect to u@127.0.0.1:1/x (DATABASE_URL) within 2 s", "nothing listens on that port",
            "waiting for u@127.0.0.1:1/x", "Nothing was changed.", "Check host and port");
    }

    [Fact]
    public async Task A_name_that_does_not_resolve()
    {
        using var project = Project("postgres://u@no-such-host.invalid/x");
        await RefusedAsync(project, 3, "the host's name does not resolve");
    }

    [Fact]
    [Trait("tier", "all")]
    public async Task A_host_that_answers_nothing_at_all()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        using var project = Project($"postgres://u@127.0.0.1:{((IPEndPoint)silent.LocalEndpoint).Port}/x", "1s");
        var watch = Stopwatch.StartNew();
        await RefusedAsync(project, 3, "no answer");
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(12), "three times a deadline of a second");
    }

    [Fact]
    public async Task Something_else_that_listens_there()
    {
        using var web = new TcpListener(IPAddress.Loopback, 0);
        web.Start();
        var answering = Task.Run(async () =>
        {
            while (true)
            {
                using var client = await web.AcceptTcpClientAsync(TestContext.Current.CancellationToken);
                await client.GetStream().WriteAsync("HTTP/1.1 400 Bad Request\r\n\r\n"u8.ToArray(), TestContext.Current.CancellationToken);
            }
        }, TestContext.Current.CancellationToken);
        using var project = Project($"postgres://u@127.0.0.1:{((IPEndPoint)web.LocalEndpoint).Port}/x?sslmode=disable");
        var run = await project.RunAsync("apply");
        run.ExitCode.ShouldBeOneOf(2, 3);
        run.Error.ShouldContain("u@127.0.0.1");
        run.Error.ShouldNotContain("should not happen");
        web.Stop();
        await Should.ThrowAsync<Exception>(() => answering);
    }

    [Fact]
    public async Task Nothing_configured_at_all()
    {
        using var project = new TestProject().Write("V1__one.sql", "SELECT 1;");
        foreach (var verb in (string[])["apply", "status", "plan", "wait", "audit verify", "audit show"])
        {
            var run = await project.RunAsync(verb);
            run.ExitCode.ShouldBe(2, run.Everything);
            run.Error.ShouldContain("turnstone local up");
        }
    }

    [Fact]
    public async Task No_migrations_folder()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = new TestProject(database);
        var run = await project.RunAsync("apply");
        run.ExitCode.ShouldBe(2, run.Everything);
        run.Error.ShouldContain("turnstone init");
    }

    [Fact]
    public async Task A_database_that_is_not_empty_and_has_no_ledger()
    {
        await using var database = await server.CreateDatabaseAsync("CREATE TABLE shop (id int); CREATE TYPE mood AS ENUM ('sad')");
        using var project = new TestProject(database).Write("V1__one.sql", "CREATE TABLE one ();");
        var run = await project.RunAsync("apply");
        run.ExitCode.ShouldBe(2, run.Everything);
        run.Error.ShouldContain("holds objects that no ledger knows of: public.mood, public.shop");
        run.Error.ShouldContain("turnstone adopt");
        run.Error.ShouldContain("turnstone baseline");
        (await database.ScalarAsync<long>("SELECT count(*) FROM pg_namespace WHERE nspname = 'turnstone'")).ShouldBe(0);
    }

    [Fact]
    public async Task An_empty_database_with_an_extension_is_empty()
    {
        await using var database = await server.CreateDatabaseAsync("CREATE SCHEMA app");
        using var project = new TestProject(database).Write("V1__one.sql", "CREATE TABLE one ();");
        (await project.RunAsync("apply")).ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task A_server_that_takes_no_writes_by_its_settings()
    {
        await using var database = await server.CreateDatabaseAsync();
        await database.ExecuteAsync($"ALTER DATABASE {database.Name} SET default_transaction_read_only = on");
        using var project = new TestProject(database).Write("V1__one.sql", "CREATE TABLE one ();");
        var run = await project.RunAsync("apply");
        run.ExitCode.ShouldBe(2, run.Everything);
        run.Error.ShouldContain("takes no writes: default_transaction_read_only is on");
        run.Error.ShouldContain("Nothing was changed.");
        (await project.RunAsync("plan")).ExitCode.ShouldBe(0);
    }

    [Fact]
    [Trait("tier", "all")]
    public async Task A_standby_can_be_asked_and_not_changed()
    {
        await using var standby = new SpecialServer(server);
        await standby.StartAsync(standby: true);
        using var project = Project(await standby.ConnectionStringAsync(), "30s");
        var status = await project.RunAsync("status");
        status.ExitCode.ShouldBe(0, status.Everything);
        status.Output.ShouldContain("1 pending");
        (await project.RunAsync("plan")).ExitCode.ShouldBe(0);
        var run = await project.RunAsync("apply");
        run.ExitCode.ShouldBe(2, run.Everything);
        run.Error.ShouldContain("is a standby: it takes no writes");
        run.Error.ShouldContain("Give the primary's address.");
    }

    [Fact]
    [Trait("tier", "all")]
    public async Task A_server_that_is_still_starting_is_waited_for_until_the_deadline()
    {
        await using var starting = new SpecialServer(server);
        // A standby that takes no readers says 57P03, as every server does while it recovers.
        await starting.StartAsync(standby: true, "hot_standby=off");
        await Condition.HoldsAsync(starting.SaysThatItIsStartingAsync, TestContext.Current.CancellationToken);
        using var project = Project(await starting.ConnectionStringAsync(), "1s");
        var run = await project.RunAsync("apply");
        run.ExitCode.ShouldBe(3, run.Everything);
        run.Error.ShouldContain("the database system is", customMessage: run.Everything);
        run.Error.ShouldContain("Nothing was changed.");
    }

    [Fact]
    [Trait("tier", "all")]
    public async Task A_server_that_starts_meanwhile_is_used()
    {
        await using var late = new SpecialServer(server);
        using var project = Project(await late.ConnectionStringAsync(), "30s");
        using var run = project.Start("apply");
        await Condition.HoldsAsync(() => run.ErrorSoFar.Contains("nothing listens on that port", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        await late.StartAsync(standby: false);
        var ended = await run.EndAsync();
        ended.ExitCode.ShouldBe(0, ended.Everything);
        ended.Output.ShouldContain("applied 1 migration ");
    }

    [Fact]
    [Trait("tier", "all")]
    public async Task A_full_disk_is_named_and_nothing_stands()
    {
        using var disk = await SmallDisk.TryMountAsync();
        Assert.SkipWhen(disk is null, "mounting takes root");
        await using var database = await server.CreateDatabaseAsync();
        var space = $"small_{Guid.NewGuid():N}";
        await database.ExecuteAsync($"CREATE TABLESPACE {space} LOCATION '{disk!.Folder}'");
        try
        {
            using var project = new TestProject(database).Write("V1__one.sql", "CREATE TABLE one ();")
                .Write("V2__big.sql", $"CREATE TABLE two ();\nCREATE TABLE big TABLESPACE {space} AS SELECT repeat('x', 1000) FROM generate_series(1, 20000);");
            var run = await project.RunAsync("apply");
            run.ExitCode.ShouldBe(5, run.Everything);
            run.Error.ShouldContain("No space left on device (SQLSTATE 53100)");
            run.Error.ShouldContain("migrations/V2__big.sql:2");
            run.Error.ShouldContain("Free disk space on the server; then: turnstone apply");
            (await database.HasAsync("two")).ShouldBeFalse();
            (await database.HasAsync("one")).ShouldBeTrue();
        }
        finally
        {
            await database.ExecuteAsync($"DROP TABLESPACE {space}");
        }
    }

    [Fact]
    public async Task A_bad_configuration_file_is_named_with_line_and_column()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = new TestProject(database).Write("V1__one.sql", "SELECT 1;").Write("turnstone.yaml", "project: shop\nsettings:\n  lock_deadlin: 5\n");
        var run = await project.RunAsync("apply");
        run.ExitCode.ShouldBe(2, run.Everything);
        run.Error.ShouldContain("turnstone.yaml:3:");
        run.Error.ShouldContain("lock_deadline");
    }
}
