namespace Turnstone.Cli.Commands;

using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text.Json;
using Turnstone.Cli.Rendering;
using Turnstone.Cli.Rendering.Plans;
using Turnstone.Diagnostics;
using Turnstone.Execution;
using Turnstone.Planning;
using Turnstone.Plans;

/// <summary><c>turnstone plan</c></summary>
sealed class PlanCommand : CliCommand
{
    // For psql, which carries it out.
    const string Script = "sql";

    static readonly string[] Formats = [PlanFormat.Json, .. PlanFormat.All.Select(one => one.Name), Script];

    readonly TargetOptions target = new();
    readonly Option<string?> to = new("--to") { Description = "The last version to be planned" };
    readonly Option<string?> output = new("--output", "-o") { Description = "Write the plan to this file" };
    readonly Option<string?> format = new("--format") { Description = $"What others take: {string.Join(", ", Formats)}" };
    readonly Option<bool> rebase = new("--rebase") { Description = "Say what is other than in the plan that the file has now" };

    public PlanCommand() : base("plan", "The dry run: every step with its exact SQL", "turnstone plan --env staging -o plan.json")
    {
        target.AddTo(this);
        format.AcceptOnlyFromAmong(Formats);
        foreach (var option in new Option[] { to, output, format, rebase })
        {
            Add(option);
        }
    }

    public override int Rank => 10;

    // What is mistyped has no value to be asked for.
    public override bool WantsJson(ParseResult arguments) =>
        arguments.CommandResult.Children.OfType<OptionResult>().Any(one => one.Option == format && one.Tokens is [{ Value: PlanFormat.Json }]);

    public override async Task<ExitCode> RunAsync(Invocation invocation)
    {
        var report = invocation.Report;
        var version = invocation.Version("--to", invocation.Arguments.GetValue(to));
        var file = invocation.Arguments.GetValue(output);
        if (invocation.Arguments.GetValue(rebase) && file is null)
        {
            invocation.Refuse("--rebase compares with the plan that a file has, and there is none.", "turnstone plan --rebase -o plan.json");
        }
        if (report.HasErrors || file is not null && !IsFree(invocation, file))
        {
            return report.End();
        }
        if (invocation.Arguments.GetValue(format) == Script)
        {
            return await new PlanScript(target, output).RunAsync(invocation, version);
        }
        var plan = await invocation.PipelineAsync(target, changesTarget: false) is { } pipeline
            ? invocation.Take(await pipeline.PlanAsync(new ApplyRequest(new(version, null), null), invocation.Stop))
            : null;
        if (plan is null)
        {
            return report.End();
        }
        var before = file is not null && invocation.Arguments.GetValue(rebase) ? await BeforeAsync(invocation, file) : null;
        var other = before is null ? null : PlanDifference.Between(before, plan);
        if (file is not null)
        {
            await File.WriteAllBytesAsync(Path.GetFullPath(file, invocation.Terminal.Folder), PlanFile.Write(plan), invocation.Stop);
            report.Progress($"wrote {file} (sha256 {PlanFile.Digest(plan)})");
        }
        return Show(invocation, plan, file, other);
    }

    bool IsFree(Invocation invocation, string file)
    {
        if (invocation.Arguments.GetValue(format) == Script)
        {
            return WrittenFile.IsFree(invocation, "--output", file, "script of plan --format sql", begin => WrittenFile.Has(begin, PlanScript.Mark));
        }
        if (Path.GetExtension(file) is (".sql" or ".md") and var extension)
        {
            invocation.Refuse($"--output {file}: the file of a plan is JSON, whatever else is shown of it.", extension == ".sql"
                ? $"For a script: turnstone plan --format sql -o {file}" : $"For a page: turnstone plan --format markdown > {file}");
            return false;
        }
        return WrittenFile.IsFree(invocation, "--output", file, "plan", begin => PlanFile.IsOne(begin));
    }

    ExitCode Show(Invocation invocation, Plan plan, string? file, PlanDifference? other)
    {
        var report = invocation.Report;
        if (other is not null)
        {
            Tell(report, other);
        }
        if (PlanFormat.All.FirstOrDefault(one => one.Name == invocation.Arguments.GetValue(format)) is { } written)
        {
            report.Line(written.Write(new(plan, $"{report.Project}", $"{report.Target}", file)).TrimEnd('\n'));
            return PlanRenderer.End(report, plan, json => Write(json, other));
        }
        return PlanRenderer.Show(invocation, plan, json => Write(json, other));
    }

    // A file that cannot be read is written anew: that is what it is asked for.
    static async Task<Plan?> BeforeAsync(Invocation invocation, string file)
    {
        var path = Path.GetFullPath(file, invocation.Terminal.Folder);
        if (!File.Exists(path))
        {
            return null;
        }
        var read = PlanFile.Read(await File.ReadAllBytesAsync(path, invocation.Stop), file);
        invocation.Report.Add(read.Diagnostics.Select(one => one with { Severity = Severity.Warning, Help = "It was written anew, and is compared with nothing." }));
        return read.Value;
    }

    static void Tell(Report report, PlanDifference other)
    {
        report.Progress(other.IsEmpty ? "the steps are those of the plan before" : "against the plan before:");
        foreach (var (what, steps) in ((string, IEnumerable<string>)[])[("gone", other.Gone), ("new", other.New), ("changed", other.Changed)])
        {
            foreach (var step in steps)
            {
                report.Progress($"  {what}: {step}");
            }
        }
    }

    static void Write(Utf8JsonWriter json, PlanDifference? other)
    {
        if (other is null)
        {
            return;
        }
        json.WriteStartObject("rebased");
        foreach (var (name, steps) in ((string, IEnumerable<string>)[])[("gone", other.Gone), ("new", other.New), ("changed", other.Changed)])
        {
            json.WriteStartArray(name);
            foreach (var step in steps)
            {
                json.WriteStringValue(step);
            }
            json.WriteEndArray();
        }
        json.WriteEndObject();
    }
}
