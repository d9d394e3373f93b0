namespace Turnstone.Servers;

using System.ComponentModel;
using System.Diagnostics;

/// <summary>What a program that has ended left: its exit code and what it wrote.</summary>
sealed record ProgramOutput(int ExitCode, string Output, string Errors)
{
    /// <summary>The last lines it wrote, errors first choice, for a message.</summary>
    public string Tail => LastLines(Errors.Trim() is { Length: > 0 } errors ? errors : Output.Trim(), 12);

    public static string LastLines(string text, int count) => string.Join('\n', text.Split('\n').TakeLast(count));
}

/// <summary>Starts programs and, where the server's account is not our own, starts them as that account.</summary>
static class ChildProcess
{
    /// <summary>A start of <paramref name="program"/> with arguments that no shell reads.</summary>
    public static ProcessStartInfo Prepare(string program, IEnumerable<string> arguments, string? account = null)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false,
            // On Windows: in a console of its own, where our Ctrl-C does not reach it.
            CreateNoWindow = true,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            // The working folder may be closed to the account, and PostgreSQL's programs insist on entering theirs.
            WorkingDirectory = OperatingSystem.IsWindows() ? "" : "/",
        };
        if (account is not null)
        {
            start.UserName = account;
        }
        return start;
    }

    /// <summary>Runs it to its end.</summary>
    public static Task<ProgramOutput> RunAsync(ProcessStartInfo start, CancellationToken stop) => RunAsync(start, "", stop);

    /// <summary>Runs it to its end with a short text on its standard input.</summary>
    public static async Task<ProgramOutput> RunAsync(ProcessStartInfo start, string input, CancellationToken stop)
    {
        start.RedirectStandardError = true;
        using var process = Start(start);
        try
        {
            await GiveAsync(process.StandardInput, input);
            var output = process.StandardOutput.ReadToEndAsync(stop);
            var errors = process.StandardError.ReadToEndAsync(stop);
            await process.WaitForExitAsync(stop);
            return new(process.ExitCode, await output, await errors);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    static async Task GiveAsync(StreamWriter to, string input)
    {
        try
        {
            await to.WriteAsync(input);
            to.Close();
        }
        catch (IOException)
        {
            // It ended without reading: its exit code says why.
        }
    }

    /// <summary>Starts it; a program that cannot be started is said by name.</summary>
    public static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start) ?? throw new ServerException($"{start.FileName} did not start.");
        }
        catch (Win32Exception cause)
        {
            var account = start.UserName is { Length: > 0 } name ? $" as the account {name}" : "";
            throw new ServerException($"{start.FileName} could not be started{account}: {cause.Message}.", cause);
        }
    }
}
