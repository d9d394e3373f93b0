namespace Turnstone.Cli;

using System.CommandLine;

/// <summary>Options that every verb takes.</summary>
static class CommonOptions
{
    public static Option<bool> Json { get; } = new("--json") { Description = "One JSON document on standard output, nothing else there", Recursive = true };
    public static Option<bool> NoColor { get; } = new("--no-color") { Description = "No colours", Recursive = true };
    public static Option<bool> Quiet { get; } = new("--quiet", "-q") { Description = "Only errors", Recursive = true };
    public static Option<bool> Verbose { get; } = new("--verbose", "-v") { Description = "Say more; a bug with its stack trace", Recursive = true };
    public static Option<string?> Folder { get; } = new("--folder", "-C") { Description = "The project's folder, in place of the current one", Recursive = true };

    public static IReadOnlyList<Option> All { get; } = [Json, NoColor, Quiet, Verbose, Folder];
}
