namespace Turnstone.Postgres.Tests.Execution;

using System.Text.Json;
using Turnstone.Postgres.Tests.Cli;

/// <summary>A database that says which environment it is gives whoever connects that environment's policy, and is told from its copies.</summary>
public sealed class ClaimTests(PostgresServer server)
{
    const string Two = "environments:\n  prod: { url: env:DATABASE_URL, contexts: [seed] }\n  staging: { url: env:DATABASE_URL }\n";

    static Task<TestProject> ProjectAsync(TestDatabase database, string yaml = Two) => SummedAsync(
        new TestProject(database).Write("turnstone.yaml", yaml).Write("V1__t.sql", "CREATE TABLE t (v int);").Write("U1__t.sql", "DROP TABLE t;"));

    // A claimed database is governed: its files come with their sums.
    static async Task<TestProject> SummedAsync(TestProject project)
    {
        (await project.RunAsync("sum")).ExitCode.ShouldBe(0);
        return project;
    }

    [Fact]
    public async Task A_claim_is_written_with_its_list_into_table_and_chain_and_shown()
    {
        await using var database = await server.CreateDatabaseAsync();
        var cluster = await database.ScalarAsync<long>("SELECT system_identifier FROM pg_control_system()");
        using var project = await ProjectAsync(database, "environments:\n  prod: { url: env:DATABASE_URL, allow: { hosts: [127.0.0.1, \"we'ird\\\"host\"] } }\n");
        (await project.RunAsync("env show --env prod")).Output.ShouldContain("nobody has claimed it");

        var run = await project.RunAsync("env", "claim", "prod", "--reason", "it's the primary");
        run.ExitCode.ShouldBe(0, run.Everything);
        run.Output.ShouldContain("claimed as environment 'prod'");

        (await database.QueryAsync("SELECT environment, hosts, databases, system_identifier FROM turnstone.claim")).ShouldBe([["prod", "{127.0.0.1,we'ird\"host}", $"{{{database.Name}}}", $"{cluster}"]]);
        (await database.QueryAsync("SELECT kind, payload::jsonb ->> 'environment', payload::jsonb ->> 'reason', payload::jsonb -> 'hosts' ->> 1 FROM turnstone.entry ORDER BY id"))
            .ShouldBe([["run_opened", "prod", null, null], ["claimed", "prod", "it's the primary", "we'ird\"host"], ["run_closed", null, null, null]]);
        using var shown = JsonDocument.Parse((await project.RunAsync("env show --env prod --json")).Output);
        shown.RootElement.GetProperty("claim").GetProperty("environment").GetString().ShouldBe("prod");
        (await project.RunAsync("audit verify --env prod")).ExitCode.ShouldBe(0);
        (await project.RunAsync("audit show --env prod")).Output.ShouldContain("claimed");
        (await project.RunAsync("apply --env prod")).ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task A_run_for_another_environment_is_refused_before_the_first_statement()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = await ProjectAsync(database);
        (await project.RunAsync("env claim prod")).ExitCode.ShouldBe(0);
        var head = await database.ScalarAsync<long>("SELECT max(id) FROM turnstone.entry");

        foreach (var verb in (string[])["apply", "plan", "undo --to 0 --yes", "apply --redo 1:1 --reason x", "baseline 1", "doctor --fix --yes"])
        {
            var run = await project.RunAsync($"{verb} --env staging");
            if (verb.StartsWith("doctor", StringComparison.Ordinal))
            {
                run.ExitCode.ShouldBe(0, "there is nothing to repair");
                continue;
            }
            run.ExitCode.ShouldBe(2, run.Everything);
            run.Error.ShouldContain("was claimed as environment 'prod'");
            run.Error.ShouldContain("this is a run for 'staging'");
            run.Error.ShouldContain("turnstone env claim staging");
        }

        (await database.HasAsync("t")).ShouldBeFalse();
        (await database.ScalarAsync<long>("SELECT max(id) FROM turnstone.entry")).ShouldBe(head);
        (await project.RunAsync("preflight --env staging")).ExitCode.ShouldBe(2);
        foreach (var looking in (string[])["status", "doctor"])
        {
            var told = await project.RunAsync($"{looking} --env staging");
            told.ExitCode.ShouldBe(0, told.Everything);
            told.Error.ShouldContain("was claimed as environment 'prod'");
            told.Error.ShouldContain("turnstone env claim staging --yes");
        }
    }

    [Fact]
    public async Task A_repair_for_another_environment_is_refused()
    {
        await using var database = await server.CreateDatabaseAsync("CREATE TABLE x (v int); ALTER TABLE x ADD CHECK (v > 0) NOT VALID;");
        using var project = await ProjectAsync(database);
        (await project.RunAsync("env claim prod")).ExitCode.ShouldBe(0);

        (await project.RunAsync("doctor --fix --yes --env staging")).ExitCode.ShouldBe(2);
        (await project.RunAsync("doctor --fix --yes --env prod")).ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task A_restored_copy_is_refused_until_it_is_claimed_again()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = await ProjectAsync(database);
        (await project.RunAsync("env claim prod")).ExitCode.ShouldBe(0);
        await using var copy = await server.CreateDatabaseAsync();
        await using var elsewhere = await server.CreateDatabaseAsync();
        await elsewhere.ExecuteAsync($"DROP DATABASE \"{copy.Name}\"");
        await elsewhere.ExecuteAsync($"CREATE DATABASE \"{copy.Name}\" TEMPLATE \"{database.Name}\"");
        using var restored = await ProjectAsync(copy);

        foreach (var verb in (string[])["apply --env prod", "apply --url env:DATABASE_URL"])
        {
            var run = await restored.RunAsync(verb);
            run.ExitCode.ShouldBe(2, run.Everything);
            run.Error.ShouldContain($"is not where it was then: it is called {copy.Name}, and the claim names {database.Name}");
            run.Error.ShouldContain("claim it again");
        }
        (await copy.HasAsync("t")).ShouldBeFalse();
        var asked = await restored.RunAsync("env claim staging");
        asked.ExitCode.ShouldBe(2, asked.Everything);
        asked.Error.ShouldContain("turnstone env claim staging --yes");
        var claimed = await restored.RunAsync("env claim staging --yes");
        claimed.ExitCode.ShouldBe(0, claimed.Everything);
        claimed.Output.ShouldContain("It was claimed as 'prod'");
        (await restored.RunAsync("apply --env staging")).ExitCode.ShouldBe(0);
        (await copy.ScalarAsync<string>("SELECT payload::jsonb ->> 'before' FROM turnstone.entry WHERE kind = 'claimed' ORDER BY id DESC LIMIT 1")).ShouldBe("prod");
        (await project.RunAsync("apply --env prod")).ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task A_run_by_address_counts_as_the_claimed_environments()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = await SummedAsync((await ProjectAsync(database)).Write("V2__seed.sql", "-- turnstone: context=seed\nCREATE TABLE seeded ();"));
        (await project.RunAsync("env claim prod")).ExitCode.ShouldBe(0);

        var run = await project.RunAsync("apply --url env:DATABASE_URL");
        run.ExitCode.ShouldBe(0, run.Everything);
        (await database.HasAsync("seeded")).ShouldBeTrue("its contexts are its environment's");
        (await database.ScalarAsync<string>("SELECT environment FROM turnstone.run ORDER BY started_at DESC LIMIT 1")).ShouldBe("prod");

        (await project.RunAsync("undo --to 0 --url env:DATABASE_URL --yes")).ExitCode.ShouldBe(2, "V2 has no undo");
        await SummedAsync(project.Write("U2__seed.sql", "DROP TABLE seeded;"));
        (await project.RunAsync("undo --to 1 --url env:DATABASE_URL --yes")).ExitCode.ShouldBe(2);
        (await project.RunAsync("accept-edit 2 --reason late --url env:DATABASE_URL")).ExitCode.ShouldBe(0);
        (await project.RunAsync("undo --to 0 --url env:DATABASE_URL --yes")).ExitCode.ShouldBe(0);
        (await project.RunAsync("status --url env:DATABASE_URL")).Output.ShouldContain("2 held");
        await SummedAsync(project.Write("R__other.sql", "-- turnstone: context=other\nSELECT 1;"));
        var context = await project.RunAsync("apply --url env:DATABASE_URL --context other");
        context.ExitCode.ShouldBe(2);
        context.Error.ShouldContain("does not run the files of context 'other'");
    }

    [Fact]
    public async Task The_policy_of_a_claimed_environment_cannot_be_gone_round_by_its_address()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = await ProjectAsync(database, "environments:\n  prod: { url: env:DATABASE_URL, require: { approvals: 1 } }\n");
        (await project.RunAsync("env claim prod")).ExitCode.ShouldBe(0);

        var run = await project.RunAsync("apply --url env:DATABASE_URL");

        run.ExitCode.ShouldBe(1, run.Everything);
        (await database.HasAsync("t")).ShouldBeFalse();
        (await project.RunAsync("switch --url env:DATABASE_URL")).Error.ShouldContain("not taken back by itself");
    }

    [Fact]
    public async Task A_claim_that_is_made_while_a_run_waits_for_the_lock_holds_for_it()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = await ProjectAsync(database);
        using var slow = new TestProject(database).Write("turnstone.yaml", Two).Write("V0__slow.sql", "SELECT pg_advisory_xact_lock(4711);");
        await using var gate = await OpenTransaction.BeginAsync(database, "SELECT pg_advisory_lock(4711)");
        var first = slow.RunAsync("apply --env staging");
        await database.AreWaitingAtAsync("V0:1");
        var waiting = project.RunAsync("apply --env staging");
        await database.AreConnectedAsync(2);
        await database.ExecuteAsync("INSERT INTO turnstone.claim (project, environment, hosts, databases, claimed_by) VALUES ('default', 'prod', '{}', '{}', 'ada')");
        await gate.DisposeAsync();

        (await first).ExitCode.ShouldBe(0);
        var run = await waiting;
        run.ExitCode.ShouldBe(2, run.Everything);
        run.Error.ShouldContain("was claimed as environment 'prod'");
    }

    [Fact]
    public async Task An_environment_that_does_not_hold_the_database_cannot_claim_it()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = await ProjectAsync(database, "environments:\n  prod: { url: env:DATABASE_URL, allow: { databases: [shop] } }\n");

        (await project.RunAsync("env claim prod")).Error.ShouldContain("its 'allow: { databases: … }' names shop.");
        (await project.RunAsync("env claim prod --url env:DATABASE_URL")).ExitCode.ShouldBe(2);
        var mistyped = await project.RunAsync("env claim pord --url env:DATABASE_URL");
        mistyped.ExitCode.ShouldBe(2);
        mistyped.Error.ShouldContain("There is: prod.");
        (await database.ScalarAsync<long>("SELECT count(*) FROM pg_namespace WHERE nspname = 'turnstone'")).ShouldBe(0);
    }

    [Fact]
    public async Task A_claim_that_was_changed_behind_the_chains_back_is_found()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = await ProjectAsync(database);
        (await project.RunAsync("env claim prod")).ExitCode.ShouldBe(0);
        (await project.RunAsync("env claim prod")).ExitCode.ShouldBe(0, "twice is once");
        (await project.RunAsync("audit verify --env prod")).ExitCode.ShouldBe(0);

        foreach (var change in (string[])["UPDATE turnstone.claim SET databases = databases || '{copy}'", "UPDATE turnstone.claim SET system_identifier = NULL", "DELETE FROM turnstone.claim"])
        {
            await database.ExecuteAsync(change);
            var run = await project.RunAsync("audit verify --env prod");
            run.ExitCode.ShouldBe(7, run.Everything);
            run.Error.ShouldContain("the claim was changed");
            (await project.RunAsync("env claim prod --yes")).ExitCode.ShouldBe(0);
            (await project.RunAsync("audit verify --env prod")).ExitCode.ShouldBe(0);
        }
    }

    [Fact]
    public async Task Another_projects_claim_is_its_own()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = await ProjectAsync(database);
        (await project.RunAsync("env claim prod")).ExitCode.ShouldBe(0);
        using var other = await ProjectAsync(database, $"project: other\n{Two}");

        (await other.RunAsync("apply --env staging")).ExitCode.ShouldBe(0);
    }
}
