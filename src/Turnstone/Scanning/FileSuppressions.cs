namespace Turnstone.Scanning;

using Turnstone.Diagnostics;
using Turnstone.Linting;
using Turnstone.Migrations;
using Turnstone.Sql;

/// <summary>What comments in a file of any language ask not to be told: <c>turnstone: ignore=rule reason="…"</c>, of their line and the next.</summary>
sealed class FileSuppressions
{
    // What a comment begins with, in one language or another.
    static readonly string[] Openings = ["//", "#", "--", "/*", "*", "<!--", ";", "%", "REM", "(*", "{{/*", "{/*"];

    readonly List<Suppression> all = [];
    readonly string file;

    public FileSuppressions(string text, string file)
    {
        this.file = file;
        if (!text.Contains(Directives.Mark, StringComparison.Ordinal))
        {
            return;
        }
        var number = 0;
        foreach (var range in text.AsSpan().Split('\n'))
        {
            number++;
            var line = text.AsSpan(range);
            if (line.IndexOf(Directives.Mark) is >= 0 and var mark && IsComment(line[..mark]))
            {
                // Read as the comment that it would be in SQL.
                all.AddRange(Suppression.Of(Directives.Of(new MarkedComment($"--{line[mark..].TrimEnd()}", new(0, number, mark - 1), OwnLine: true, Inside: false))));
            }
        }
    }

    public bool IsEmpty => all.Count == 0;

    /// <summary>Whether somebody gave a reason not to be told this of the line.</summary>
    public bool Covers(string rule, int line)
    {
        var covered = false;
        foreach (var one in all.Where(one => one.Rule == rule && one.HasReason && (one.Directive.Line == line || one.Directive.Line + 1 == line)))
        {
            one.IsUsed = covered = true;
        }
        return covered;
    }

    /// <summary>What is wrong with them. What is for the linter, or was not looked for, is nobody's business here.</summary>
    public IEnumerable<Diagnostic> Troubles(ScanOptions options) =>
        all.Where(one => ScanRule.All.Any(rule => rule.Name == one.Rule && options.Includes(rule))).Select(one => one.Trouble(file, isKnown: true)).OfType<Diagnostic>();

    static bool IsComment(ReadOnlySpan<char> before)
    {
        before = before.TrimEnd();
        foreach (var opening in Openings)
        {
            if (before.EndsWith(opening))
            {
                return true;
            }
        }
        return false;
    }
}
