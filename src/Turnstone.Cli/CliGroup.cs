namespace Turnstone.Cli;

using Turnstone.Diagnostics;

/// <summary>A verb that does nothing by itself: its parts do.</summary>
abstract class CliGroup(string name, string description, string example) : CliCommand(name, description, example)
{
    public sealed override Task<ExitCode> RunAsync(Invocation invocation) => Task.FromResult(invocation.Report.Fail(
        FailureKind.Refused,
        Diagnostic.Error("usage", $"'turnstone {Name}' wants one of: {string.Join(", ", Subcommands.Select(part => part.Name))}.", help: $"See: turnstone {Name} --help")));
}
