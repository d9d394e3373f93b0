namespace Turnstone.Cli;

/// <summary>Every verb there is; a new one is a new file.</summary>
static partial class AllCommands
{
    [Discovered]
    public static partial IReadOnlyList<CliCommand> List { get; }
}
