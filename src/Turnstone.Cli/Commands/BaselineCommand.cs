namespace Turnstone.Cli.Commands;

using System.CommandLine;
using Turnstone.Cli.Rendering;

/// <summary><c>turnstone baseline</c></summary>
sealed class BaselineCommand : CliCommand
{
    readonly TargetOptions target = new();
    readonly Argument<string?> version = new("version") { Description = "The version that the database is at; without it the newest baseline file's", Arity = ArgumentArity.ZeroOrOne };
    readonly Option<string?> reason = new("--reason") { Description = "Why, for the record" };

    public BaselineCommand() : base("baseline", "Take a database as it is for what the files up to a version make", "turnstone baseline 20260114093000 --env prod")
    {
        target.AddTo(this);
        Add(version);
        Add(reason);
    }

    public override int Rank => 30;

    public override async Task<ExitCode> RunAsync(Invocation invocation)
    {
        var report = invocation.Report;
        var asked = invocation.Version("baseline", invocation.Arguments.GetValue(version));
        if (report.HasErrors || await invocation.PipelineAsync(target, changesTarget: true) is not { } pipeline)
        {
            return report.End();
        }
        var why = invocation.Arguments.GetValue(reason) is { } text ? invocation.Masking.Mask(text) : null;
        var made = invocation.Take(await pipeline.BaselineAsync(asked, why, invocation.Stop));
        if (made is not null)
        {
            report.Line($"{report.Project} on {report.Target}: taken to be at V{made.Version}; {RunDocument.Count(made.Covers.Length, "file")} up to it count as applied.");
        }
        return report.End(json =>
        {
            json.WriteString("version", made?.Version.Text);
            json.WriteNumber("covered", made?.Covers.Length ?? 0);
        });
    }
}
