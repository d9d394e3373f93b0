namespace Turnstone.Postgres.Tests.RealWorld;

using Turnstone.Postgres.Tests.Cli;

/// <summary>The history of <c>examples/shop</c>, back to empty and forward again.</summary>
[Trait("tier", "all")]
public sealed class ShopUndoTests
{
    static string[] Versions { get; } =
    [
        .. Directory.GetFiles(Path.Combine(RepositoryRoot.Find(), "examples/shop/migrations"), "V*.sql")
            .Select(file => Path.GetFileName(file).Split("__")[0][1..]).Order(StringComparer.Ordinal),
    ];

    [Fact]
    public async Task One_at_a_time_every_undo_leaves_what_was_there_before_its_migration()
    {
        await using var comparison = await Comparison.StartAsync();
        await using var database = await comparison.CreateDatabaseAsync();
        using var project = TestProject.Shop(database);
        Versions.Length.ShouldBe(32);
        List<string> forward = [await Psql.DumpAsync(database.Uri)];
        foreach (var version in Versions)
        {
            await RunAsync(project, $"apply --context seed --to {version}");
            forward.Add(await Psql.DumpAsync(database.Uri));
        }

        foreach (var (version, before) in Versions.Zip(forward).Reverse())
        {
            await RunAsync(project, "undo --steps 1 --yes");
            (await Psql.DumpAsync(database.Uri)).ShouldBe(before, $"after the undo of V{version}");
        }
        await RunAsync(project, "apply --context seed");
        (await Psql.DumpAsync(database.Uri)).ShouldBe(forward[^1], "forward again");
        await RunAsync(project, "audit verify");
    }

    [Fact]
    public async Task All_at_once_they_lead_back_to_empty_and_forward_again()
    {
        await using var comparison = await Comparison.StartAsync();
        await using var database = await comparison.CreateDatabaseAsync();
        using var project = TestProject.Shop(database);
        var empty = await Psql.DumpAsync(database.Uri);
        await RunAsync(project, "apply --context seed");
        var whole = await Psql.DumpAsync(database.Uri);
        var rows = await Contents.ReadAsync(database);

        await RunAsync(project, "undo --last-run --yes");
        (await Psql.DumpAsync(database.Uri)).ShouldBe(empty);

        await RunAsync(project, "apply --context seed");
        (await Psql.DumpAsync(database.Uri)).ShouldBe(whole);
        (await Contents.ReadAsync(database)).Count.ShouldBe(rows.Count);
    }

    static async Task RunAsync(TestProject project, string command)
    {
        var run = await project.RunAsync($"{command} --url env:DATABASE_URL");
        run.ExitCode.ShouldBe(0, run.Everything);
    }
}
