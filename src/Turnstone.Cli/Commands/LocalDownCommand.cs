namespace Turnstone.Cli.Commands;

using System.CommandLine;

/// <summary><c>turnstone local down</c></summary>
sealed class LocalDownCommand : CliCommand
{
    readonly Option<bool> delete = new("--delete") { Description = "Delete its data as well" };

    public LocalDownCommand() : base("down", "Stop it; its data stay", "turnstone local down --delete") => Add(delete);

    public override string PartOf => "local";

    public override async Task<ExitCode> RunAsync(Invocation invocation)
    {
        var deletes = invocation.Arguments.GetValue(delete);
        var ran = await LocalServers.Of(invocation).DownAsync(deletes, invocation.Stop);
        invocation.Report.Line((ran ? "Stopped." : "It did not run.") + (deletes ? " Its data are deleted." : ""));
        return invocation.Report.End(json => json.WriteBoolean("was_running", ran));
    }
}
