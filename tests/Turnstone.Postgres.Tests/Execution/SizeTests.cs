namespace Turnstone.Postgres.Tests.Execution;

using System.Globalization;
using Turnstone.Postgres.Tests.Cli;

/// <summary>Files far larger than the memory that they may take.</summary>
[Trait("tier", "all")]
public sealed class SizeTests(PostgresServer server)
{
    // In kB, of the whole process.
    const int MostMemory = 150_000;

    [Fact]
    public async Task Two_hundred_megabytes_of_rows_need_no_more_memory_than_few()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = Project(database, "V1__rows.sql", file =>
        {
            file.Write("CREATE UNLOGGED TABLE t (n bigint, v text);\nCOPY t FROM stdin;\n");
            for (var i = 0; i < 2_000_000; i++)
            {
                file.Write(string.Create(CultureInfo.InvariantCulture, $"{i}\ta rather long value, that stands for the columns of a wider table, and its number {i}\n"));
            }
            file.Write("\\.\n");
        });

        await AppliesInLittleMemoryAsync(project);

        (await database.QueryAsync("SELECT count(*), sum(n) FROM t")).ShouldBe([["2000000", "1999999000000"]]);
        (await database.ScalarAsync<long>("SELECT rows FROM turnstone.step")).ShouldBe(2_000_000);
    }

    [Fact]
    public async Task Three_hundred_thousand_statements_need_no_more_memory_than_few()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = Project(database, "V1__inserts.sql", file =>
        {
            file.Write("CREATE UNLOGGED TABLE t (n bigint, v text);\n");
            for (var i = 0; i < 300_000; i++)
            {
                file.Write(string.Create(CultureInfo.InvariantCulture, $"INSERT INTO t (n, v) VALUES ({i}, 'value number {i}');\n"));
            }
        });

        await AppliesInLittleMemoryAsync(project);

        (await database.ScalarAsync<long>("SELECT count(*) FROM t")).ShouldBe(300_000);
    }

    static TestProject Project(TestDatabase database, string name, Action<TextWriter> write)
    {
        var project = new TestProject(database).Write(name, "");
        using var file = new StreamWriter(Path.Combine(project.Folder, "migrations", name));
        write(file);
        return project;
    }

    static async Task AppliesInLittleMemoryAsync(TestProject project)
    {
        using var process = project.Start("apply");
        var most = 0;
        var ending = process.EndAsync();
        while (!ending.IsCompleted)
        {
            most = Math.Max(most, process.PeakMemory ?? 0);
            await Task.WhenAny(ending, Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, TestContext.Current.CancellationToken));
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
        }
        var ended = await ending;
        ended.ExitCode.ShouldBe(0, ended.Everything);
        ended.Error.ShouldNotContain('\r');
        most.ShouldBeInRange(10_000, MostMemory);
        TestContext.Current.TestOutputHelper!.WriteLine($"{most} kB");
    }
}
