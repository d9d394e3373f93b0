namespace Turnstone.Tests.Grammar;

using System.ComponentModel;
using System.Diagnostics;

/// <summary><c>.ci/grammar.sh</c>, which fetches the grammars and the texts.</summary>
static class GrammarScript
{
    /// <summary>What it prints, or why it could not.</summary>
    public static async Task<(string? Printed, string? Missing)> RunAsync(CancellationToken stop, params string[] arguments)
    {
        var start = new ProcessStartInfo("bash", [Repository.PathOf(".ci/grammar.sh"), .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        try
        {
            using var script = Process.Start(start)!;
            var errors = script.StandardError.ReadToEndAsync(stop);
            var printed = await script.StandardOutput.ReadToEndAsync(stop);
            await script.WaitForExitAsync(stop);
            return script.ExitCode == 0 ? (printed.Trim(), null) : (null, (await errors).Trim());
        }
        catch (Win32Exception absent)
        {
            return (null, absent.Message);
        }
    }

    /// <summary>The folder that it prints for a corpus, or why there is none.</summary>
    public static async Task<(string? Printed, string? Missing)> CorpusAsync(string name, CancellationToken stop)
    {
        var (printed, missing) = await RunAsync(stop, "corpora", name);
        return (printed?.Split('\t')[1], missing);
    }
}
