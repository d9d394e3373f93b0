namespace Turnstone.Cli.Commands;

using System.CommandLine;
using Turnstone.Servers;
using Turnstone.Sql;

/// <summary><c>turnstone local up</c></summary>
sealed class LocalUpCommand : CliCommand
{
    readonly Option<int?> major = new("--pg") { Description = "The major version, 14 to 18 (what is found on this machine)" };
    readonly Option<bool> fast = new("--fast") { Description = "Without durability: faster, and lost when the machine goes down" };

    public LocalUpCommand() : base("up", "Start it; it stays until 'local down'", "turnstone local up --pg 17")
    {
        major.AcceptOnlyFromAmong("14", "15", "16", "17", "18");
        Add(major);
        Add(fast);
    }

    public override string PartOf => "local";

    public override async Task<ExitCode> RunAsync(Invocation invocation)
    {
        var options = new LocalServerOptions
        {
            Version = invocation.Arguments.GetValue(major) is { } wanted ? (PgVersion)wanted : null,
            Durable = !invocation.Arguments.GetValue(fast),
            Time = invocation.Time,
        };
        var state = await LocalServers.Of(invocation, options).UpAsync(invocation.Stop);
        var report = invocation.Report;
        report.Line($"PostgreSQL {state.Binaries.Version} {(state.WasRunning ? "runs already" : "is up")} on 127.0.0.1:{state.Address.Port}, database '{PersistentServer.Database}'.");
        report.Line("Use it:  export DATABASE_URL=\"$(turnstone local url)\"");
        report.Line("Stop it: turnstone local down");
        return report.End(json => LocalServers.Write(json, state));
    }
}
