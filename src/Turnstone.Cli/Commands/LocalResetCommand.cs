namespace Turnstone.Cli.Commands;

using Turnstone.Servers;

/// <summary><c>turnstone local reset</c></summary>
sealed class LocalResetCommand() : CliCommand("reset", "Drop its database and make it anew, empty", "turnstone local reset")
{
    public override string PartOf => "local";

    public override async Task<ExitCode> RunAsync(Invocation invocation)
    {
        var state = await LocalServers.Of(invocation).ResetAsync(invocation.Stop);
        invocation.Report.Line($"Database '{PersistentServer.Database}' is empty; PostgreSQL {state.Binaries.Version} runs on 127.0.0.1:{state.Address.Port}.");
        return invocation.Report.End(json => LocalServers.Write(json, state));
    }
}
