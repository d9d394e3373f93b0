namespace Turnstone.Cli;

/// <summary>The command line: composes by hand, and is the one place that turns what went wrong into a message and an exit code.</summary>
static class Program
{
    static async Task<int> Main(string[] arguments)
    {
        using var signals = new Signals(TimeProvider.System);
        return (int)await new CommandLine(Terminal.OfProcess(), signals, TimeProvider.System).RunAsync(arguments);
    }
}
