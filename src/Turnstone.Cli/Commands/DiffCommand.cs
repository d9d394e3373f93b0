namespace Turnstone.Cli.Commands;

using System.CommandLine;
using System.Text.Json;
using Turnstone.Catalog;
using Turnstone.Cli.Rendering;

/// <summary><c>turnstone diff</c></summary>
sealed class DiffCommand : CliCommand
{
    readonly Argument<string> from = new("A") { Description = "An environment, a URL (env:DATABASE_URL), a dump, or: migrations" };
    readonly Argument<string> to = new("B") { Description = "What A is to become" };
    readonly Option<bool> sql = new("--sql") { Description = "Show the SQL that makes B of A" };
    readonly Option<string?> output = new("--output", "-o") { Description = "Write that SQL to this file: V…__x.sql begins a migration" };
    readonly Option<string[]> context = new("--context") { Description = "Take the files of this context as well" };

    public DiffCommand() : base("diff", "What is different in two schemas, and the SQL from one to the other; exit 1 where something is", "turnstone diff staging migrations --sql")
    {
        Add(from);
        Add(to);
        foreach (var option in new Option[] { sql, output, context })
        {
            Add(option);
        }
    }

    public override int Rank => 23;

    public override void WriteNothing(Utf8JsonWriter json) => DifferenceDocument.Write(json, [], []);

    public override Task<ExitCode> RunAsync(Invocation invocation) => CompareAsync(
        invocation, invocation.Arguments.GetValue(from)!, invocation.Arguments.GetValue(to)!, invocation.Arguments.GetValue(context) ?? [], ExitCode.Findings,
        invocation.Arguments.GetValue(sql), invocation.Arguments.GetValue(output));

    /// <param name="different">What it ends with where something is.</param>
    /// <param name="file">Where the SQL is written to.</param>
    public static async Task<ExitCode> CompareAsync(Invocation invocation, string first, string second, string[] contexts, ExitCode different, bool showsSql, string? file)
    {
        var report = invocation.Report;
        if (await SidesAsync(invocation, [new(first), new(second)], contexts) is not var (before, after))
        {
            return report.End();
        }
        var differences = SchemaDiff.Between(before, after);
        var change = SchemaChange.Of(before, after);
        report.Line($"{first} → {second}: {(differences.IsEmpty ? "no difference." : RunDocument.Count(differences.Length, "difference"))}");
        DifferenceTree.Show(report, differences);
        if (file is not null)
        {
            await File.WriteAllTextAsync(Path.GetFullPath(file, invocation.Terminal.Folder), ChangeScript.Of(change), invocation.Stop);
            report.Line($"\nThe SQL is in {file}{(change.Any(one => one.Loses is not null) ? "; what loses data is commented out there" : "")}.");
        }
        else if (showsSql && !change.IsEmpty)
        {
            report.ShowsSecrets = true;
            report.Line($"\n{ChangeScript.Of(change).TrimEnd('\n')}");
        }
        return report.End(differences.IsEmpty ? ExitCode.Ok : different, json => DifferenceDocument.Write(json, differences, change));
    }

    // Databases first: what is replayed is replayed on a server like theirs.
    static async Task<(Schema, Schema)?> SidesAsync(Invocation invocation, SchemaSide[] sides, string[] contexts)
    {
        if (await invocation.SettingsAsync() is not { } settings)
        {
            return null;
        }
        var schemas = new Schema?[2];
        for (var i = 0; i < 2; i++)
        {
            schemas[i] = await sides[i].DatabaseAsync(invocation, settings, contexts) is { } database ? await database.SchemaAsync(invocation.Stop) : null;
            if (invocation.Report.HasErrors)
            {
                return null;
            }
        }
        for (var i = 0; i < 2; i++)
        {
            schemas[i] ??= await sides[i].ReplayAsync(invocation, settings, [.. contexts], schemas[1 - i]);
            if (schemas[i] is null)
            {
                return null;
            }
        }
        return (schemas[0]!, schemas[1]!);
    }
}
