namespace Turnstone.Cli;

using System.Runtime.InteropServices;

/// <summary>A signal that stops a run, how it is called, and what a program that it ended exits with.</summary>
/// <param name="EndsUs">Whether the system ends the process a few seconds later, or as soon as its handler returns.</param>
sealed record HeardSignal(PosixSignal Signal, string Name, ExitCode ExitCode, bool EndsUs = false)
{
    /// <summary>What is listened for; on Windows the console's events, under the names that .NET gives them.</summary>
    /// <remarks>https://learn.microsoft.com/windows/console/handlerroutine</remarks>
    public static IReadOnlyList<HeardSignal> Of(bool windows) => windows
        ?
        [
            new(PosixSignal.SIGINT, "Ctrl-C", ExitCode.Interrupted),
            new(PosixSignal.SIGQUIT, "Ctrl-Break", ExitCode.Interrupted),
            new(PosixSignal.SIGHUP, "The closing of the window", ExitCode.Terminated, EndsUs: true),
            new(PosixSignal.SIGTERM, "The shutdown of the system", ExitCode.Terminated, EndsUs: true),
        ]
        :
        [
            new(PosixSignal.SIGINT, "Ctrl-C", ExitCode.Interrupted),
            new(PosixSignal.SIGTERM, "SIGTERM", ExitCode.Terminated),
            new(PosixSignal.SIGHUP, "The end of the terminal (SIGHUP)", ExitCode.Terminated),
        ];
}
