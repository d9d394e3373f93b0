namespace Turnstone.Cli;

using Turnstone.Diagnostics;

/// <summary>Which files of a folder a working copy has that a commit has not, or has otherwise.</summary>
static class GitChanges
{
    /// <summary>Paths as they are shown: relative to the folder, with forward slashes. Files that Git does not know yet are among them.</summary>
    /// <param name="reference">A commit, a branch, a tag, as it is typed.</param>
    public static async Task<Checked<IReadOnlyList<string>>> SinceAsync(string folder, string reference, CancellationToken stop)
    {
        if (reference.StartsWith('-'))
        {
            return Failed($"--since {reference}: not a commit, a branch or a tag.");
        }
        var (changed, said) = await Git.RunAsync(folder, ["diff", "--name-only", "--diff-filter=d", "--relative", "-z", reference, "--"], stop);
        if (changed is null)
        {
            return Failed($"--since {reference}: {said.Split('\n')[0]}");
        }
        var (unknown, _) = await Git.RunAsync(folder, ["ls-files", "--others", "--exclude-standard", "-z"], stop);
        return Checked.Of<IReadOnlyList<string>>([.. $"{changed}{unknown}".Split('\0', StringSplitOptions.RemoveEmptyEntries)]);
    }

    static Checked<IReadOnlyList<string>> Failed(string message) =>
        Checked.Failed<IReadOnlyList<string>>(Diagnostic.Error("since", message, help: "Nothing was looked at.\nName what the release is built on: turnstone lint --since origin/main"));
}
