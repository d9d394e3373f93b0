namespace Turnstone.Postgres.Tests.Execution;

using Npgsql;
using Turnstone.Postgres.Tests.Cli;
using Turnstone.Postgres.Tests.Sessions;

/// <summary>The commit was sent and its answer never came: a server that waits for a standby which is not there shows it.</summary>
[Trait("tier", "all")]
public sealed class UnknownCommitTests(PostgresServer server)
{
    // Everything commits at once but what asks for the standby's word.
    const string Waits = "SET synchronous_commit = on;\nCREATE TABLE two ();";

    static async Task<SpecialServer> StartAsync(PostgresServer like)
    {
        var special = new SpecialServer(like);
        await special.StartAsync(standby: false, "synchronous_standby_names=nobody", "synchronous_commit=local");
        await Condition.HoldsAsync(special.TakesConnectionsAsync, TestContext.Current.CancellationToken);
        return special;
    }

    static async Task<T> AskAsync<T>(SpecialServer special, string query)
    {
        await using var connection = new NpgsqlConnection(await special.ConnectionStringAsync());
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var batch = new NpgsqlBatch(connection) { BatchCommands = { new NpgsqlBatchCommand(query) } };
        return (T)(await batch.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
    }

    static Task CommittingAsync(SpecialServer special) => Condition.HoldsAsync(
        () => AskAsync<bool>(special, "SELECT EXISTS (SELECT FROM pg_stat_activity WHERE wait_event = 'SyncRep')"), TestContext.Current.CancellationToken);

    static async Task<TestProject> ProjectAsync(SpecialServer special) => new TestProject().With("DATABASE_URL", await special.ConnectionStringAsync())
        .Write("V1__one.sql", "CREATE TABLE one ();").Write("V2__two.sql", Waits).Write("V3__three.sql", "CREATE TABLE three ();");

    [Fact]
    public async Task F21_When_the_answer_to_a_commit_is_lost_the_run_finds_out_that_it_happened_and_goes_on()
    {
        await using var special = await StartAsync(server);
        using var project = await ProjectAsync(special);
        var run = project.RunAsync("apply");
        await CommittingAsync(special);
        await AskAsync<bool>(special, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE wait_event = 'SyncRep'");
        var lost = await run;
        lost.ExitCode.ShouldBe(0, lost.Everything);
        lost.Output.ShouldContain("applied 3 migrations ");
        (await AskAsync<string>(special, "SELECT string_agg(version, ' ' ORDER BY id) FROM turnstone.migration")).ShouldBe("1 2 3");
        (await project.RunAsync("audit verify")).ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task F21_Cut_off_while_it_commits_a_step_is_done_and_said_to_be()
    {
        await using var special = await StartAsync(server);
        using var project = await ProjectAsync(special);
        using var process = project.Start("apply", "--json");
        await CommittingAsync(special);
        await process.TerminateAsync();
        await process.HasHeardAsync();
        await process.TerminateAsync();
        var ended = await process.EndAsync();
        ended.ExitCode.ShouldBe(143, ended.Everything);
        ended.Output.ShouldContain("\"applied\": 2");
        ended.Output.ShouldContain("Stopped by a signal before V3; nothing is half-way.");
        (await AskAsync<string>(special, "SELECT string_agg(version, ' ' ORDER BY id) FROM turnstone.migration")).ShouldBe("1 2");
        (await project.RunAsync("apply")).ExitCode.ShouldBe(0);
    }
}
