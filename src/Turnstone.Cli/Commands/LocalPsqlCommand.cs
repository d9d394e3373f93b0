namespace Turnstone.Cli.Commands;

using System.CommandLine;
using System.Diagnostics;
using Turnstone.Diagnostics;
using Turnstone.Servers;

/// <summary><c>turnstone local psql</c></summary>
sealed class LocalPsqlCommand : CliCommand
{
    readonly Argument<string[]> arguments = new("arguments") { Description = "Passed on to psql, behind --", Arity = ArgumentArity.ZeroOrMore };

    public LocalPsqlCommand() : base("psql", "Open psql on it", "turnstone local psql -- -c 'SELECT version()'") => Add(arguments);

    public override string PartOf => "local";

    public override async Task<ExitCode> RunAsync(Invocation invocation)
    {
        var state = await LocalServers.RunningAsync(invocation);
        if (PersistentServer.FindPsql(state.Binaries) is not { } program)
        {
            return invocation.Report.Fail(FailureKind.Refused, Diagnostic.Error("no-psql", "There is no psql on this machine.",
                help: "Install your system's PostgreSQL client (Debian: apt-get install postgresql-client)."));
        }
        var start = new ProcessStartInfo(program) { UseShellExecute = false };
        // In the environment, since arguments can be read by every user of the machine.
        (start.Environment["PGHOST"], start.Environment["PGPORT"]) = ("127.0.0.1", $"{state.Address.Port}");
        (start.Environment["PGUSER"], start.Environment["PGPASSWORD"]) = (ServerAddress.Username, state.Address.Password.Reveal());
        start.Environment["PGDATABASE"] = PersistentServer.Database;
        foreach (var argument in invocation.Arguments.GetValue(arguments) ?? [])
        {
            start.ArgumentList.Add(argument);
        }
        var isCaptured = !ReferenceEquals(invocation.Terminal.Out, Console.Out);
        start.RedirectStandardOutput = isCaptured;
        using var psql = Process.Start(start)!;
        if (isCaptured)
        {
            invocation.Terminal.Out.Write(await psql.StandardOutput.ReadToEndAsync(CancellationToken.None));
        }
        // Ctrl-C belongs to psql; it has the terminal.
        await psql.WaitForExitAsync(CancellationToken.None);
        return (ExitCode)psql.ExitCode;
    }
}
