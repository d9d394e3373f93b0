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

    public DumpCommand() : base("dump", "The schema as SQL that makes it: the same text for the same schema", "turnstone dump --env prod -o schema.sql")
    {
        target.AddTo(this);
        format.AcceptOnlyFromAmong("sql", "json", "mermaid");
        Add(output);
        Add(format);
    }

    public override int Rank => 22;

    public override async Task<ExitCode> RunAsync(Invocation invocation)
    {
        var report = invocation.Report;
        if (await invocation.PipelineAsync(target, changesTarget: false) is not { } pipeline)
        {
            return report.End();
        }
        var schema = await pipeline.SchemaAsync(invocation.Stop);
        // Masked, a function's text would be another function's. What is secret in a schema is left out of it.
        report.ShowsSecrets = true;
        var text = invocation.Arguments.GetValue(format) switch
        {
            "mermaid" => MermaidDiagram.Of(schema),
            "json" => new MaskedJson(invocation.Masking, indented: true).Write(json => SchemaJson.Write(json, schema), showsSecrets: true),
            _ => DumpFile.Write(schema),
        };
        if (invocation.Arguments.GetValue(output) is { } file)
        {
            await File.WriteAllTextAsync(Path.GetFullPath(file, invocation.Terminal.Folder), text, invocation.Stop);
            report.Line($"{report.Project} on {report.Target}: {RunDocument.Count(schema.Objects.Count, "object")} written to {file}.");
        }
        else
        {
            report.Line(text.TrimEnd('\n'));
        }
        return report.End(json => SchemaJson.Write(json, schema));
    }
}
