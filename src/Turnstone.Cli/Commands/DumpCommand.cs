namespace Turnstone.Cli.Commands;

using System.CommandLine;
using Turnstone.Catalog;
using Turnstone.Cli.Rendering;

/// <summary><c>turnstone dump</c></summary>
sealed class DumpCommand : CliCommand
{
    readonly TargetOptions target = new();
    readonly Option<string?> output = new("--output", "-o") { Description = "Write to this file" };
    readonly Option<string> format = new("--format") { Description = "sql, json or mermaid", DefaultValueFactory = _ => "sql" };

    readonly Option<bool> stats = new("--stats") { Description = "Not the schema but figures: rows, sizes, scans, null fractions, settings, roles; never values" };
    readonly Option<bool> queries = new("--queries") { Description = "With --stats: what was asked of the database as well, without values" };

    public DumpCommand() : base("dump", "The schema as SQL that makes it: the same text for the same schema", "turnstone dump --env prod -o schema.sql")
    {
        target.AddTo(this);
        format.AcceptOnlyFromAmong("sql", "json", "mermaid");
        Add(output);
        Add(format);
        Add(stats);
        Add(queries);
    }

    public override int Rank => 22;

    public override async Task<ExitCode> RunAsync(Invocation invocation)
    {
        var report = invocation.Report;
        if (invocation.Arguments.GetValue(queries) && !invocation.Arguments.GetValue(stats))
        {
            invocation.Refuse("--queries is a part of --stats.", "turnstone dump --stats --queries -o stats.json");
            return report.End();
        }
        if (await invocation.PipelineAsync(target, changesTarget: false) is not { } pipeline)
        {
            return report.End();
        }
        if (invocation.Arguments.GetValue(stats))
        {
            return await StatisticsAsync(invocation, pipeline);
        }
        var schema = await pipeline.SchemaAsync(invocation.Stop);
        report.Add(UnreadObjects.Said(schema, $"{report.Target}"));
        // Masked, a function's text would be another function's. What is secret in a schema is left out of it.
        report.ShowsSecrets = true;
        var text = invocation.Arguments.GetValue(format) switch
        {
            "mermaid" => MermaidDiagram.Of(schema),
            "json" => new MaskedJson(invocation.Masking, indented: true).Write(json => SchemaJson.Write(json, schema), showsSecrets: true),
            _ => DumpFile.Write(schema),
        };
        await GiveAsync(invocation, text, RunDocument.Count(schema.Objects.Count, "object"));
        return report.End(json => SchemaJson.Write(json, schema));
    }

    async Task<ExitCode> StatisticsAsync(Invocation invocation, Pipeline pipeline)
    {
        var figures = await pipeline.StatisticsAsync(invocation.Arguments.GetValue(queries), invocation.Stop);
        invocation.Report.Add(figures.Hidden);
        await GiveAsync(invocation, new MaskedJson(invocation.Masking, indented: true).Write(figures.Write, showsSecrets: false), $"figures of {RunDocument.Count(figures.Count("tables"), "table")}");
        return invocation.Report.End(figures.Write);
    }

    // The same bytes in a file and on standard output.
    async Task GiveAsync(Invocation invocation, string text, string what)
    {
        var report = invocation.Report;
        text = $"{text.TrimEnd('\n')}\n";
        if (invocation.Arguments.GetValue(output) is { } file)
        {
            await File.WriteAllTextAsync(Path.GetFullPath(file, invocation.Terminal.Folder), text, invocation.Stop);
            report.Line($"{report.Project} on {report.Target}: {what} written to {file}.");
        }
        else
        {
            report.Line(text.TrimEnd('\n'));
        }
    }
}
