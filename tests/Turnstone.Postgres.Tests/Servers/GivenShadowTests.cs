namespace Turnstone.Postgres.Tests.Servers;

using Turnstone.Configuration;
using Turnstone.Diagnostics;
using Turnstone.Execution;
using Turnstone.Migrations;
using Turnstone.Planning;
using Turnstone.Postgres.Tests.Cli;
using Turnstone.Postgres.Tests.Verification;
using Turnstone.Servers;
using Turnstone.Sql;
using Turnstone.Verification;

/// <summary>Shadows on somebody's server, empty ones and copies of a restored database: nothing is left there, and a target is never one.</summary>
[Trait("tier", "all")]
public sealed class GivenShadowTests(PostgresServer server) : IDisposable
{
    readonly TestProject project = new TestProject().Write("V1__t.sql", "CREATE TABLE t (id int PRIMARY KEY, b int);").Write("V2__c.sql", "ALTER TABLE t ADD COLUMN c int;").Write("U2__c.sql", "ALTER TABLE t DROP COLUMN c;");

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => project.Dispose();

    [Fact]
    public async Task On_somebodys_server_databases_are_made_and_taken_away_again()
    {
        await using var made = await TargetRoles.CreateAsync(server, "CREATEDB");
        var before = await ShadowsAsync(made.Migrator);

        var seen = await VerifyAsync(new() { Url = "env:SHADOW_URL" }, ("SHADOW_URL", made.Address.ConnectionString.Reveal()));

        seen.Passed.ShouldBeTrue(string.Join('\n', seen.Diagnostics));
        seen.Value!.Failures.ShouldBeEmpty();
        seen.Value!.Undos.Select(one => one.Verdict).ShouldBe([UndoVerdict.Irreversible, UndoVerdict.LosesDataWrittenSince]);
        (await ShadowsAsync(made.Migrator)).ShouldBe(before);
    }

    [Fact]
    public async Task They_are_taken_away_too_where_it_is_cut_off()
    {
        await using var made = await TargetRoles.CreateAsync(server, "CREATEDB");
        project.Write("V3__slow.sql", "SELECT pg_sleep(30);");
        using var cut = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        var verify = Pipeline.VerifyAsync(Settings(new() { Url = "env:SHADOW_URL" }), [], Verified.Surroundings(("SHADOW_URL", made.Address.ConnectionString.Reveal())), new(), cut.Token);
        await Condition.HoldsAsync(async () => (await ShadowsAsync(made.Migrator)).Count >= 2, Stop);

        await cut.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(verify);

        (await ShadowsAsync(made.Migrator)).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_a_killed_run_left_goes_after_a_day_unless_somebody_is_in_it()
    {
        await using var made = await TargetRoles.CreateAsync(server, "CREATEDB");
        string[] names = [.. new[] { "11111111_old", "22222222_new", "33333333_busy", "44444444_unmarked" }.Select(name => $"turnstone_shadow_{name}_{made.Suffix}")];
        string?[] marks = ["A shadow of turnstone's, made at 2020-01-01T00:00:00Z", $"A shadow of turnstone's, made at {TimeProvider.System.GetUtcNow():yyyy-MM-dd'T'HH:mm:ss'Z'}", "A shadow of turnstone's, made at 2020-01-01T00:00:00Z", null];
        foreach (var (name, mark) in names.Zip(marks))
        {
            await made.Database.ExecuteAsync($"CREATE DATABASE {name} OWNER {made.Migrator}");
            await made.Database.ExecuteAsync($"COMMENT ON DATABASE {name} IS {(mark is null ? "NULL" : $"'{mark.Replace("'", "''", StringComparison.Ordinal)}'")}");
        }
        try
        {
            await using var busy = await TestDatabase.Of(server.Server.Address, names[2]).OpenAsync();

            await VerifyAsync(new() { Url = "env:SHADOW_URL" }, ("SHADOW_URL", made.Address.ConnectionString.Reveal()));

            (await ShadowsAsync(made.Migrator)).ShouldBe([names[1], names[2], names[3]]);
            (await made.Database.ScalarAsync<string>($"SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = '{names[3]}'"))!.ShouldStartWith("A shadow of turnstone's, made at ");
        }
        finally
        {
            foreach (var name in names)
            {
                await made.Database.ExecuteAsync($"DROP DATABASE IF EXISTS {name} WITH (FORCE)");
            }
        }
    }

    [Fact]
    public async Task A_target_is_never_a_shadow()
    {
        await using var database = await server.CreateDatabaseAsync();
        var url = database.ConnectionString;
        var elsewhere = url.Replace("127.0.0.1", "localhost", StringComparison.Ordinal);
        foreach (var shadow in new[] { new ShadowSettings { Url = "env:SHADOW_URL" }, new ShadowSettings { CloneOf = "env:SHADOW_URL" } })
        {
            var environments = Settings(shadow) with { Environments = new Settings { Root = "/" }.Environments.Add("prod", new() { Name = "prod", Url = "env:PROD_URL" }) };
            var refusals = new[]
            {
                await RefusedAsync(environments, null, ("SHADOW_URL", url), ("PROD_URL", url)),
                await RefusedAsync(environments, null, ("SHADOW_URL", elsewhere), ("PROD_URL", url)),
                await RefusedAsync(Settings(shadow), null, ("SHADOW_URL", url), ("DATABASE_URL", elsewhere)),
                await RefusedAsync(Settings(shadow), await TargetOf(database), ("SHADOW_URL", url)),
            };
            refusals.Select(one => one.Rule).ShouldAllBe(rule => rule == "shadow-is-target");
            refusals[1].Message.ShouldContain("is the database of environment 'prod'");
            refusals[2].Message.ShouldContain("the one that DATABASE_URL names");
        }
    }

    [Fact]
    public async Task Another_major_version_is_said_loudly()
    {
        await using var made = await TargetRoles.CreateAsync(server, "CREATEDB");
        var other = server.Major == PgVersion.V17 ? PgVersion.V16 : PgVersion.V17;
        var target = (await made.ReadAsync()) with { Version = other, VersionText = $"{(int)other}.1", SystemIdentifier = null, Roles = [new("nobody_here")] };
        var request = new ShadowRequest(null, target, TimeProvider.System) { Url = made.Address };

        await using var shadow = await ShadowServer.StartAsync(request, Stop);

        shadow.IsOtherMajor.ShouldBeTrue();
        shadow.Said.ShouldContain(one => one.Rule == "shadow-other-major" && one.Message.Contains($"the target {(int)other}.1: what it says of locks may not hold", StringComparison.Ordinal));
        shadow.Said.ShouldContain(one => one.Rule == "shadow-lacks-role" && one.Message.Contains("nobody_here", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Who_may_make_no_database_is_told_what_is_missing()
    {
        await using var made = await TargetRoles.CreateAsync(server);

        var refused = await RefusedAsync(Settings(new() { Url = "env:SHADOW_URL" }), null, ("SHADOW_URL", made.Address.ConnectionString.Reveal()));

        (refused.Rule, refused.Help!.Split('\n')[^1]).ShouldBe(("shadow-not-allowed", $"As a superuser: ALTER ROLE {made.Migrator} CREATEDB"));
    }

    [Fact]
    public async Task A_copy_of_production_is_copied_with_its_rows_and_its_history_and_stays_as_it_is()
    {
        await using var made = await RestoredAsync();
        project.Write("V3__small.sql", "ALTER TABLE t ALTER id TYPE smallint;").Write("V4__smaller.sql", "ALTER TABLE t ADD CHECK (b < 4000);");

        var seen = await VerifyAsync(new() { CloneOf = "env:COPY_URL" }, ("COPY_URL", made.Address.ConnectionString.Reveal()));

        seen.Passed.ShouldBeTrue(string.Join('\n', seen.Diagnostics));
        seen.Value!.Undos.Select(one => one.Version).ShouldBe(["2", "3", "4"], "the first is there already");
        seen.Value!.Failures.ShouldHaveSingleItem().Message.ShouldContain("SQLSTATE 23514");
        (await ShadowsAsync(made.Migrator)).ShouldBeEmpty();
        (await made.Database.ScalarAsync<long>("SELECT count(*) FROM pg_attribute WHERE attrelid = 't'::regclass AND attnum > 0")).ShouldBe(2);
    }

    [Fact]
    public async Task What_an_undo_does_not_bring_back_of_production_is_named()
    {
        await using var made = await RestoredAsync();
        project.Write("V3__fewer.sql", "DELETE FROM t WHERE b > 4990;").Write("U3__fewer.sql", "INSERT INTO t SELECT n, n FROM generate_series(4991, 4999) n;")
            .Write("V4__rename.sql", "ALTER TABLE t RENAME TO s; UPDATE s SET b = b WHERE id = 1;").Write("U4__rename.sql", "ALTER TABLE s RENAME TO t; UPDATE t SET b = 0 WHERE id BETWEEN 1 AND 3;");

        var seen = await VerifyAsync(new() { CloneOf = "env:COPY_URL" }, ("COPY_URL", made.Address.ConnectionString.Reveal()));

        seen.Passed.ShouldBeTrue(string.Join('\n', seen.Diagnostics));
        var undos = seen.Value!.Undos.ToDictionary(one => one.Version);
        (undos["3"].Verdict, undos["3"].Message).ShouldBe((UndoVerdict.LosesData, "Its undo loses what was there before: public.t: 1 row."));
        (undos["4"].Verdict, undos["4"].Message).ShouldBe((UndoVerdict.LosesData, "Its undo loses what was there before: public.t.b: 3 values."));
    }

    [Fact]
    public async Task Who_is_connected_to_the_copy_is_named()
    {
        await using var made = await TargetRoles.CreateAsync(server, "CREATEDB");
        await using var connected = await made.Database.OpenAsync();

        var refused = await RefusedAsync(Settings(new() { CloneOf = "env:COPY_URL" }), null, ("COPY_URL", made.Address.ConnectionString.Reveal()));

        refused.Rule.ShouldBe("shadow-copy-busy");
        refused.Message.ShouldContain($"pid {connected.ProcessID}, postgres");
    }

    // At version 1, with five thousand rows.
    async Task<TargetRoles> RestoredAsync()
    {
        var made = await TargetRoles.CreateAsync(server, "CREATEDB");
        var pipeline = new Pipeline(Settings(new()), made.Address, [], Verified.Surroundings());
        (await pipeline.ApplyAsync(new(new ApplyScope(MigrationVersion.Parse("1"), null), null), new Stopping(Stop, Stop))).Failure.ShouldBeNull();
        await made.Database.ExecuteAsync("INSERT INTO t SELECT n, n FROM generate_series(1, 5000) n");
        return made;
    }

    Settings Settings(ShadowSettings shadow) => new() { Root = project.Folder, Shadow = shadow };

    Task<Checked<Evidence>> VerifyAsync(ShadowSettings shadow, params (string Name, string Value)[] variables) => Verified.LikeAsync(server, Settings(shadow), null, variables);

    async Task<Diagnostic> RefusedAsync(Settings settings, ShadowTarget? target, params (string Name, string Value)[] variables) =>
        (await Should.ThrowAsync<FailureException>(Verified.LikeAsync(server, settings, target, variables))).Diagnostic;

    Task<ShadowTarget> TargetOf(TestDatabase database) => new Pipeline(new Settings { Root = "/" }, Verified.Address(server, database.Name), [], Verified.Surroundings()).TargetAsync(Stop);

    async Task<IReadOnlyList<string>> ShadowsAsync(string owner) =>
        [.. (await TestDatabase.Of(server.Server.Address, "postgres").QueryAsync($"SELECT datname FROM pg_database WHERE datname LIKE 'turnstone_shadow_%' AND datdba = '{owner}'::regrole ORDER BY 1")).Select(row => row[0]!)];
}
