namespace Turnstone.Cli;

/// <summary>The command line: composes by hand, and is the one place that turns what went wrong into a message and an exit code.</summary>
static class Program
{
    static async Task<int> Main(string[] arguments)
    {
        var terminal = Terminal.OfProcess();
        using var frugality = new Frugality(TimeProvider.System);
        using var signals = new Signals(TimeProvider.System);
        var line = new CommandLine(terminal, signals, TimeProvider.System);
        if (arguments is [var verb, ..] && AllCommands.Of(verb) is { Count: > 0 } typed)
        {
            line.Root = CommandLine.Compose(typed);
        }
        return (int)await line.RunAsync(arguments);
    }
}
