namespace Turnstone.Cli.Commands;

/// <summary><c>turnstone local url</c></summary>
sealed class LocalUrlCommand() : CliCommand("url", "Print its URL, with the password, for a script to read", "export DATABASE_URL=\"$(turnstone local url)\"")
{
    public override string PartOf => "local";

    public override async Task<ExitCode> RunAsync(Invocation invocation)
    {
        var state = await LocalServers.RunningAsync(invocation);
        // The one place that prints a password, because it is asked for nothing else.
        invocation.Report.ShowsSecrets = true;
        invocation.Report.Line(state.Uri.OriginalString);
        return invocation.Report.End(json => json.WriteString("url", state.Uri.OriginalString));
    }
}
