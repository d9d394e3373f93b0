namespace Turnstone.Cli.Commands;

using System.CommandLine;

/// <summary><c>turnstone accept-edit</c></summary>
sealed class AcceptEditCommand : CliCommand
{
    readonly TargetOptions target = new();
    readonly Argument<string> version = new("version") { Description = "The version whose file was edited or removed" };
    readonly Option<string?> reason = new("--reason") { Description = "Why, for the record" };

    public AcceptEditCommand() : base("accept-edit", "Have the edited file of an applied migration count", "turnstone accept-edit 20260114093000 --reason \"a comment was wrong\"")
    {
        target.AddTo(this);
        Add(version);
        Add(reason);
    }

    public override int Rank => 31;

    public override async Task<ExitCode> RunAsync(Invocation invocation)
    {
        var report = invocation.Report;
        var asked = invocation.Version("accept-edit", invocation.Arguments.GetValue(version));
        if (invocation.Arguments.GetValue(reason) is not { } why || string.IsNullOrWhiteSpace(why))
        {
            invocation.Refuse("accept-edit needs a reason, for the record.", $"turnstone accept-edit {asked} --reason \"…\"");
            return report.End();
        }
        if (report.HasErrors || await invocation.PipelineAsync(target, changesTarget: true) is not { } pipeline)
        {
            return report.End();
        }
        var accepted = invocation.Take(await pipeline.AcceptEditAsync(asked!, invocation.Masking.Mask(why), invocation.Stop));
        if (accepted is not null)
        {
            report.Line($"{report.Project} on {report.Target}: V{asked} {(accepted.File is null ? "may do without its file" : "counts as it is now")}. No statement was run.");
        }
        return report.End();
    }
}
