namespace Turnstone.Postgres.Tests.Cli;

using System.Diagnostics;
using System.Globalization;
using System.Text;

/// <summary>The command line in a process of its own: it is there to be signalled and killed.</summary>
public sealed class TurnstoneProcess : IDisposable
{
    // Another build of it, where TURNSTONE_TEST_CLI names one.
    static readonly string Program = Environment.GetEnvironmentVariable("TURNSTONE_TEST_CLI") is { Length: > 0 } given ? given : Path.Combine(AppContext.BaseDirectory, "Turnstone.Cli");

    readonly Process process;
    readonly Task<string> output;
    readonly StringBuilder error = new();

    TurnstoneProcess(Process process)
    {
        this.process = process;
        output = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        process.ErrorDataReceived += (_, line) =>
        {
            lock (error)
            {
                error.Append(line.Data).Append('\n');
            }
        };
        process.BeginErrorReadLine();
    }

    public string ErrorSoFar
    {
        get
        {
            lock (error)
            {
                return error.ToString();
            }
        }
    }

    /// <summary>The most that it has had of memory so far, in kB; none once it has ended.</summary>
    public int? PeakMemory
    {
        get
        {
            try
            {
                var line = File.ReadLines($"/proc/{process.Id}/status").FirstOrDefault(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
                return line is null ? null : int.Parse(line["VmHWM:".Length..^" kB".Length], CultureInfo.InvariantCulture);
            }
            catch (IOException)
            {
                return null;
            }
        }
    }

    public static TurnstoneProcess Start(string folder, IReadOnlyDictionary<string, string> environment, IEnumerable<string> arguments)
    {
        // A shell starts what runs in its background with Ctrl-C ignored, and a process passes that on: these take it at its default.
        var start = new ProcessStartInfo("env", ["--default-signal=INT", Program, .. arguments])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }
        return new(Process.Start(start)!);
    }

    /// <summary>Ctrl-C.</summary>
    public Task InterruptAsync() => SignalAsync("INT");

    /// <summary>SIGTERM, as Kubernetes sends it.</summary>
    public Task TerminateAsync() => SignalAsync("TERM");

    /// <summary>SIGHUP, as a terminal that is closed sends it.</summary>
    public Task HangUpAsync() => SignalAsync("HUP");

    /// <summary>Waits until it says that it received a first signal.</summary>
    public Task HasHeardAsync() => Condition.HoldsAsync(
        () => ErrorSoFar.Contains("no new step begins", StringComparison.Ordinal), TestContext.Current.CancellationToken);

    /// <summary>SIGKILL: nothing in it gets to run any more.</summary>
    public async Task KillHardAsync()
    {
        process.Kill();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    public async Task<CliRun> EndAsync()
    {
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return new(process.ExitCode, await output, ErrorSoFar);
    }

    public void Dispose()
    {
        process.Kill();
        process.Dispose();
    }

    async Task SignalAsync(string name)
    {
        using var kill = Process.Start("kill", [$"-{name}", $"{process.Id}"]);
        await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
    }
}
