namespace Turnstone.Cli;

using Turnstone.Linting;
using Turnstone.Migrations;

/// <summary>The file of what was found before and is not told again.</summary>
static class BaselineFile
{
    /// <summary>The request with what the file holds; none once it is said what is wrong with it.</summary>
    /// <param name="path">In full.</param>
    public static async Task<LintRequest?> WithAsync(Invocation invocation, string root, string path, LintRequest request)
    {
        var shown = MigrationDirectory.Shown(root, path);
        if (!File.Exists(path))
        {
            // Without it everything would be told, or, worse, be taken for accepted.
            invocation.Refuse($"There is no baseline {shown}.", $"Nothing was looked at.\nTo write it with what is found now: turnstone lint --baseline {shown} --accept");
            return null;
        }
        return invocation.Take(LintBaseline.Read(await File.ReadAllTextAsync(path, invocation.Stop), shown)) is { } kept ? request with { Baseline = kept } : null;
    }
}
