namespace Turnstone.Cli;

using System.CommandLine;

/// <summary>How a verb is told what its run may do, and how it is followed.</summary>
sealed class RunOptions
{
    readonly Option<string?> onBlocker = new("--on-blocker") { Description = "What is done about who stands in a step's way: wait, cancel-autovacuum or terminate (wait)" };
    readonly Option<string?> grace = new("--grace") { Description = "What a running step may take after a first Ctrl-C or SIGTERM (20s)" };

    /// <summary>The same for every verb: what is wrong with the other arguments is told as it says.</summary>
    public static Option<bool> Events { get; } = new("--events") { Description = "What happens, as it happens, as JSON lines on standard error" };

    public void AddTo(Command command)
    {
        command.Add(onBlocker);
        command.Add(grace);
        command.Add(Events);
    }

    /// <summary>The call with the settings that these options give.</summary>
    public Invocation Take(Invocation invocation) => invocation with
    {
        Flags = new[] { onBlocker, grace }
            .Select(option => (option.Name, Value: invocation.Arguments.GetValue(option)))
            .Where(flag => flag.Value is not null)
            .ToDictionary(flag => flag.Name, flag => flag.Value!),
    };
}
