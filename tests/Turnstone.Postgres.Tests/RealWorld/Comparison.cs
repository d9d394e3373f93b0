namespace Turnstone.Postgres.Tests.RealWorld;

using System.Text.RegularExpressions;
using Turnstone.Migrations;
using Turnstone.Postgres.Tests.Cli;
using Turnstone.Servers;
using Turnstone.Sql;

/// <summary>The same files through Turnstone's command line and through <c>psql</c>, each into a database of its own, and what they left there.</summary>
sealed partial class Comparison : IAsyncDisposable
{
    readonly LocalServer server;

    Comparison(LocalServer server) => this.server = server;

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>On a server of the client programs' own version: <c>pg_dump</c> refuses one that is newer.</summary>
    public static async Task<Comparison> StartAsync()
    {
        var settings = new Dictionary<string, string> { ["log_line_prefix"] = StatementLog.Prefix };
        return new(await LocalServer.StartAsync(new() { Version = await Psql.NewestServerAsync(), Settings = settings }, Stop));
    }

    public Task<TestDatabase> CreateDatabaseAsync() => TestDatabase.CreateAsync(server, $"real_{Guid.NewGuid():N}");

    /// <summary>Applies with Turnstone, twice, and with <c>psql</c>; all that can be seen afterwards must be equal.</summary>
    /// <returns>The database that Turnstone made.</returns>
    public async Task<TestDatabase> AgreesAsync(IReadOnlyList<SqlFile> files, params IReadOnlyList<(string Name, string Value)> placeholders)
    {
        var ours = await CreateDatabaseAsync();
        await using var theirs = await CreateDatabaseAsync();
        await ApplyAsync(ours, files, placeholders);

        var sent = await RunAsync(theirs, [.. files.OrderBy(Version).Select(file => Filled(file.Text, placeholders))]);

        Agree((await Psql.DumpAsync(ours.Uri)).Split('\n'), (await Psql.DumpAsync(theirs.Uri)).Split('\n'));
        Agree(await Contents.ReadAsync(ours), await Contents.ReadAsync(theirs));
        Agree([.. sent.Select(Trimmed)], [.. (await StatementLog.ReadAsync(server, theirs.Name)).Select(Trimmed)]);
        return ours;
    }

    /// <summary>Applies <c>pg_dump</c>'s text of a database, with its data, to an empty one; both must be equal.</summary>
    public async Task DumpAppliesAsync(TestDatabase database)
    {
        await using var again = await CreateDatabaseAsync();
        await ApplyAsync(again, [new("V1__dump.sql", await Psql.WholeDumpAsync(database.Uri))], []);

        Agree((await Psql.DumpAsync(again.Uri)).Split('\n'), (await Psql.DumpAsync(database.Uri)).Split('\n'));
        Agree(await Contents.ReadAsync(again), await Contents.ReadAsync(database));
    }

    /// <summary>Runs texts with <c>psql</c>.</summary>
    /// <returns>Their statements, as Turnstone splits them.</returns>
    public static async Task<IReadOnlyList<string>> RunAsync(TestDatabase database, IReadOnlyList<string> texts)
    {
        using var folder = new TestProject();
        var paths = texts.Select((text, number) => (text, name: $"{number}.sql")).ToList();
        paths.ForEach(file => folder.Write("psql/" + file.name, file.text));
        var said = await Psql.RunFilesAsync(database.Uri, paths.Select(file => Path.Combine(folder.Folder, "psql", file.name)));
        said.ExitCode.ShouldBe(0, said.Errors);
        return [.. texts.SelectMany(StatementReader.ReadAll).Select(statement => statement.Text)];
    }

    public ValueTask DisposeAsync() => server.DisposeAsync();

    static async Task ApplyAsync(TestDatabase database, IReadOnlyList<SqlFile> files, IReadOnlyList<(string Name, string Value)> placeholders)
    {
        using var project = new TestProject(database)
            .Write("turnstone.yaml", $"placeholders: {{ {string.Join(", ", placeholders.Select(one => $"{one.Name}: '{one.Value}'"))} }}\n");
        foreach (var file in files)
        {
            project.Write(file.Name, file.Text);
        }

        var first = await project.RunAsync("apply");
        first.ExitCode.ShouldBe(0, first.Everything);
        first.Output.ShouldContain($"applied {files.Count} migration");

        var second = await project.RunAsync("apply");
        second.ExitCode.ShouldBe(0, second.Everything);
        second.Output.ShouldContain("nothing to do");

        var audit = await project.RunAsync("audit", "verify");
        audit.ExitCode.ShouldBe(0, audit.Everything);
    }

    // From the first difference on, a little: the whole of both would fill many screens.
    static void Agree(IReadOnlyList<string> ours, IReadOnlyList<string> theirs)
    {
        theirs.ShouldNotBeEmpty();
        var equal = ours.Zip(theirs).TakeWhile(pair => pair.First == pair.Second).Count();
        ours.Skip(equal).Take(3).ShouldBe(theirs.Skip(equal).Take(3), $"after {equal} that are equal");
    }

    public static MigrationVersion Version(SqlFile file) => FileName.Read(file.Name).Name!.Version!;

    public static string Filled(string text, IReadOnlyList<(string Name, string Value)> placeholders) =>
        placeholders.Aggregate(text, (filled, one) => filled.Replace($"${{{one.Name}}}", one.Value, StringComparison.Ordinal));

    // psql sends the semicolon with a statement, and the comment before it; it leaves out empty lines.
    static string Trimmed(string statement) =>
        EmptyLines().Replace((StatementReader.ReadAll(statement) is [var one] ? one.Text : statement).TrimEnd(';', '\n', ' ', '\t'), "\n");

    [GeneratedRegex(@"\n(\r?\n)+")]
    private static partial Regex EmptyLines();
}
