namespace Turnstone.Servers;

/// <summary>Puts a command into a session of its own, where neither the terminal's Ctrl-C nor a kill of the process group reaches it.</summary>
static class Detached
{
    /// <summary>The command with what makes a session before it: <c>setsid</c>, else perl, which macOS has instead; else nothing.</summary>
    public static IReadOnlyList<string> Command(BinarySearch search, IReadOnlyList<string> command) =>
        (search.OnPath("setsid"), search.OnPath("perl")) switch
        {
            ({ } setsid, _) => [setsid, .. command],
            (_, { } perl) => [perl, "-e", "use POSIX; POSIX::setsid(); exec {$ARGV[0]} @ARGV", .. command],
            _ => command,
        };
}
