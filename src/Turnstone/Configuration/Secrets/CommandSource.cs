namespace Turnstone.Configuration.Secrets;

using System.ComponentModel;
using System.Diagnostics;
using Turnstone.Diagnostics;
using Turnstone.Text;

/// <summary>What a command prints: <c>exec:op read op://vault/db/dsn</c>. No shell takes part; quotes keep words together.</summary>
public sealed class CommandSource : SecretSource
{
    const int ShownErrorLength = 500;

    readonly TimeSpan deadline;

    public CommandSource() : this(TimeSpan.FromSeconds(30))
    {
    }

    internal CommandSource(TimeSpan deadline) => this.deadline = deadline;

    public override string Name => "exec";

    public override async Task<Checked<Secret>> ReadAsync(SecretRequest request, CancellationToken stop)
    {
        if (Words(request.Argument) is not [var command, .. var arguments])
        {
            return Missing(request, "names no command, or leaves a quote open");
        }
        using var process = new Process { StartInfo = Start(command, arguments, request) };
        try
        {
            process.Start();
        }
        catch (Win32Exception failure)
        {
            return Missing(request, $"cannot be started: {failure.Message}");
        }
        process.StandardInput.Close();
        return await FinishAsync(process, request, stop);
    }

    async Task<Checked<Secret>> FinishAsync(Process process, SecretRequest request, CancellationToken stop)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(deadline);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(limit.Token);
            var errors = process.StandardError.ReadToEndAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token);
            return process.ExitCode == 0
                ? Found(request, await output)
                : Missing(request, $"failed with exit code {process.ExitCode}{Shown(await errors, await output)}");
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return Missing(request, $"did not finish within {deadline.TotalSeconds:0.#} s");
        }
        finally
        {
            Kill(process);
        }
    }

    static ProcessStartInfo Start(string command, IEnumerable<string> arguments, SecretRequest request)
    {
        var start = OperatingSystem.IsWindows()
            ? new WindowsCommand(request.Environment, File.Exists).Start(command, arguments)
            : new ProcessStartInfo(command, arguments);
        start.WorkingDirectory = request.Root;
        start.UseShellExecute = false;
        start.RedirectStandardInput = start.RedirectStandardOutput = start.RedirectStandardError = true;
        start.Environment.Clear();
        foreach (var (name, value) in request.Environment)
        {
            start.Environment[name] = value;
        }
        return start;
    }

    /// <summary>What the command complained about, without what it printed as the value.</summary>
    static string Shown(string errors, string output)
    {
        var masking = new Masking();
        masking.Add(new Secret(output.Trim()));
        var masked = masking.Mask(errors.Trim());
        return masked.Length == 0 ? "" : $": {(masked.Length > ShownErrorLength ? masked[..ShownErrorLength] + "…" : masked)}";
    }

    static void Kill(Process process)
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (Exception failure) when (failure is InvalidOperationException or Win32Exception or AggregateException)
        {
            // It has ended by itself, or will.
        }
    }

    /// <summary>The words of a command line; null where a quote is left open.</summary>
    internal static List<string>? Words(string line)
    {
        var words = new List<string>();
        var word = new System.Text.StringBuilder();
        var (quote, begun) = ('\0', false);
        foreach (var c in line)
        {
            if (quote == '\0' && (c is '\'' or '"'))
            {
                (quote, begun) = (c, true);
            }
            else if (c == quote)
            {
                quote = '\0';
            }
            else if (quote == '\0' && char.IsWhiteSpace(c))
            {
                Finish();
            }
            else
            {
                word.Append(c);
                begun = true;
            }
        }
        Finish();
        return quote == '\0' ? words : null;

        void Finish()
        {
            if (begun)
            {
                words.Add(word.ToString());
            }
            word.Clear();
            begun = false;
        }
    }
}
