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

    readonly Option<string[]> rename = new("--rename") { Description = "What is called otherwise on the second side: app.old=app.new, app.t.old=app.t.new" };

    public DiffCommand() : base("diff", "What is different in two schemas, and the SQL from one to the other; exit 1 where something is", "turnstone diff staging migrations --sql")
    {
        Add(from);
        Add(to);
        foreach (var option in new Option[] { sql, output, context, rename })
        {
            Add(option);
        }
    }

    public override int Rank => 23;

    public override void WriteNothing(Utf8JsonWriter json) => DifferenceDocument.Write(json, [], []);

    public override Task<ExitCode> RunAsync(Invocation invocation) => CompareAsync(
        invocation, new(invocation.Arguments.GetValue(from)!, invocation.Arguments.GetValue(to)!)
        {
            Contexts = invocation.Arguments.GetValue(context) ?? [],
            Renames = invocation.Arguments.GetValue(rename) ?? [],
            ShowsSql = invocation.Arguments.GetValue(sql),
            File = invocation.Arguments.GetValue(output),
        }, ExitCode.Findings);

    /// <param name="different">What it ends with where something is.</param>
    public static async Task<ExitCode> CompareAsync(Invocation invocation, Comparison asked, ExitCode different)
    {
        var report = invocation.Report;
        if (await asked.ReadAsync(invocation) is not { } compared)
        {
            return report.End();
        }
        var count = compared.Differences.Length;
        report.Line($"{asked.First} → {asked.Second}: {(count == 0 ? "no difference." : RunDocument.Count(count, "difference"))}");
        DifferenceTree.Show(report, compared.Differences);
        if (compared.Statements is not { } change)
        {
            SayWithoutSql(invocation, asked);
        }
        else if (asked.File is { } file)
        {
            await File.WriteAllTextAsync(Path.GetFullPath(file, invocation.Terminal.Folder), ChangeScript.File(change), invocation.Stop);
            report.Line($"\nThe SQL is in {file}{(change.Any(one => one.Loses is not null) ? "; what loses data is commented out there" : "")}.");
        }
        else if (asked.ShowsSql && !change.IsEmpty)
        {
            report.ShowsSecrets = true;
            report.Line($"\n{ChangeScript.Of(change).TrimEnd('\n')}");
        }
        return report.HasErrors ? report.End() : report.End(count == 0 ? ExitCode.Ok : different, json => DifferenceDocument.Write(json, compared.Differences, compared.Statements ?? []));
    }

    static void SayWithoutSql(Invocation invocation, Comparison asked)
    {
        if (asked.ShowsSql || asked.File is not null)
        {
            invocation.Refuse("A JSON document says what a schema is, not what makes it: there is no SQL from or to it.", "Nothing was written.\nWrite the side as SQL: turnstone dump -o schema.sql");
        }
    }
}
