namespace Turnstone.Postgres.Tests.Execution;

using Turnstone.Postgres.Tests.Cli;
using Turnstone.Postgres.Tests.Sessions;

/// <summary>A deployment of fifty: every one of them migrates as it starts.</summary>
[Trait("tier", "all")]
public sealed class StormTests(PostgresServer server)
{
    const int Processes = 50;
    const int Migrations = 12;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task F01_F02_F03_F14_F15_Of_fifty_processes_one_applies_and_the_others_find_nothing_to_do(bool concurrently)
    {
        // Each has two connections, and an administrator wants some.
        await using var special = new SpecialServer(server);
        await special.StartAsync(standby: false, $"max_connections={2 * Processes + 20}");
        await Condition.HoldsAsync(special.TakesConnectionsAsync, TestContext.Current.CancellationToken);
        await using var database = await special.CreateDatabaseAsync();
        using var project = Project(database, concurrently);

        var processes = Enumerable.Range(0, Processes).Select(_ => project.Start("apply")).ToList();
        var runs = await Task.WhenAll(processes.Select(process => process.EndAsync()));
        processes.ForEach(process => process.Dispose());

        runs.ShouldAllBe(run => run.ExitCode == 0, string.Join('\n', runs.Where(run => run.ExitCode != 0).Select(run => $"exit {run.ExitCode}\n{run.Everything}")));
        runs.Count(run => run.Output.Contains($"applied {Migrations} migrations", StringComparison.Ordinal)).ShouldBe(1);
        runs.Count(run => run.Output.Contains("nothing to do", StringComparison.Ordinal)).ShouldBe(Processes - 1);
        (await database.QueryAsync("SELECT version, count(*) FROM turnstone.migration GROUP BY version ORDER BY version::int"))
            .ShouldBe(Enumerable.Range(1, Migrations).Select(version => new string?[] { $"{version}", "1" }));
        (await database.QueryAsync("SELECT verb, status FROM turnstone.run")).ShouldBe([["apply", "done"]]);
        (await database.QueryAsync("SELECT version, step FROM turnstone.entry WHERE kind = 'step_done' GROUP BY version, step HAVING count(*) > 1")).ShouldBeEmpty();
        (await database.QueryAsync("SELECT indexrelid::regclass FROM pg_index WHERE NOT (indisvalid AND indisready)")).ShouldBeEmpty();
        (await project.RunAsync("audit verify")).ExitCode.ShouldBe(0);
    }

    static TestProject Project(TestDatabase database, bool concurrently)
    {
        var project = new TestProject(database);
        for (var version = 1; version <= Migrations; version++)
        {
            project.Write($"V{version}__t{version}.sql", $"""
                CREATE TABLE t{version} (id int PRIMARY KEY, v int);
                INSERT INTO t{version} SELECT g, g FROM generate_series(1, 1000) g;
                CREATE INDEX {(concurrently ? "CONCURRENTLY" : "")} ON t{version} (v);
                """);
        }
        return project;
    }
}
