namespace Turnstone.Postgres.Tests.Crash;

using Turnstone.Postgres.Tests.Cli;

/// <summary>A project whose runs are cut off.</summary>
/// <param name="Folder">Below the root of the checkout.</param>
/// <param name="Environment">The options that choose where it runs.</param>
public sealed record CrashProject(string Name, string Folder, params string[] Environment)
{
    public static CrashProject Shop { get; } = new("shop", "examples/shop", "--env", "local");

    /// <summary>Every kind of statement that cannot run in a transaction, mixed with those that can.</summary>
    public static CrashProject Torture { get; } = new("torture", "tests/Turnstone.Postgres.Tests/Crash/torture")
    {
        Prepared = [("wanted", ["CREATE TABLE promised (id int PRIMARY KEY)", "INSERT INTO promised VALUES (1)"]), ("unwanted", ["CREATE TABLE refused ()"])],
    };

    /// <summary>Transactions that are prepared before it runs, and show nothing until they end.</summary>
    internal IReadOnlyList<(string Name, string[] Statements)> Prepared { get; init; } = [];

    /// <summary>A copy of it, with a name of its own for what belongs to the whole server.</summary>
    internal TestProject In(TestDatabase database)
    {
        var source = Path.Combine(RepositoryRoot.Find(), Folder);
        var project = new TestProject(database);
        foreach (var file in Directory.GetFiles(source, "*", SearchOption.AllDirectories))
        {
            project.WriteAt(Path.GetRelativePath(source, file), File.ReadAllText(file).Replace("@cell@", database.Name, StringComparison.Ordinal));
        }
        return project;
    }
}
