namespace Turnstone.Cli;

using Turnstone.Diagnostics;

/// <summary>Which files of a folder a working copy has that a commit has not, or has otherwise.</summary>
static class GitChanges
{
    /// <summary>Paths as they are shown: relative to the folder, with forward slashes. Files that Git does not know yet are among them.</summary>
    /// <param name="reference">A commit, a branch, a tag, as it is typed.</param>
    /// <param name="verb">Who asks.</param>
    /// <param name="otherwise">What can be typed where there is no Git.</param>
    public static async Task<Checked<IReadOnlyList<string>>> SinceAsync(string folder, string reference, string verb, string otherwise, CancellationToken stop)
    {
        if (reference.StartsWith('-'))
        {
            return Failed($"--since {reference}: not a commit, a branch or a tag.", Another(verb));
        }
        if ((await Git.RunAsync(folder, ["rev-parse", "--git-dir"], stop)) is { Output: null, Said: var none })
        {
            return Failed($"--since {reference}: {(none.Contains("not a git repository", StringComparison.OrdinalIgnoreCase) ? "there is no Git repository here." : none.Split('\n')[0])}", otherwise);
        }
        var (changed, said) = await Git.RunAsync(folder, ["diff", "--name-only", "--diff-filter=d", "--relative", "-z", reference, "--"], stop);
        if (changed is null)
        {
            return Failed($"--since {reference}: {said.Split('\n')[0]}", Another(verb));
        }
        var (unknown, _) = await Git.RunAsync(folder, ["ls-files", "--others", "--exclude-standard", "-z"], stop);
        return Checked.Of<IReadOnlyList<string>>([.. $"{changed}{unknown}".Split('\0', StringSplitOptions.RemoveEmptyEntries)]);
    }

    static string Another(string verb) => $"Name what the release is built on: turnstone {verb} --since origin/main";

    static Checked<IReadOnlyList<string>> Failed(string message, string help) =>
        Checked.Failed<IReadOnlyList<string>>(Diagnostic.Error("since", message, help: $"Nothing was looked at.\n{help}"));
}
