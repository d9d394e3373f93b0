namespace Turnstone.Cli.Rendering.Verification;

using System.Text;
using Turnstone.Cli.Rendering.Plans;
using Turnstone.Diagnostics;
using Turnstone.Linting;
using Turnstone.Linting.Trace;
using Turnstone.Verification;

/// <summary>A comment on a pull request.</summary>
sealed class MarkdownTrial : TrialFormat
{
    // So much is kept for what has to stand behind the migrations.
    const int Ending = 200;

    public override string Extension => ".md";

    public override string Mark => "<!-- turnstone -->";

    public override string Write(TrialReport trial)
    {
        var page = new StringBuilder($"{Mark}\n### {Sign(trial.Verified.Verdict)} turnstone {trial.Verb}: {trial.Verdict}\n\n{MarkdownText.Cell(trial.About)}: {RunDocument.Count(trial.Count, "migration")} tried on {MarkdownText.Cell(trial.Evidence.Server)}{(trial.Linted is { } linted ? $", {linted}" : "")}.\n");
        foreach (var (said, more) in Folding.Of(trial.Told))
        {
            Append(page, $"\n- {(said.Severity == Severity.Error ? "🔴" : "🟠")} `{said.Rule}`{(said.Place is { } place ? $" `{place}`" : "")}: {MarkdownText.Cell(said.Message)}{(said.Help is { } help ? $"<br>{MarkdownText.Cell(help)}" : "")}{(more > 0 ? $"\n- … and {more} more like it" : "")}");
        }
        AppendUndos(page, trial);
        AppendPaths(page, trial);
        AppendSteps(page, trial);
        return page.ToString();
    }

    static void AppendUndos(StringBuilder page, TrialReport trial)
    {
        var rows = trial.Migrations.Where(one => one.Undo is not null).Select(one =>
            $"| {Sign(one.Undo!.Verdict)} | {MarkdownText.Cell(one.Migration.Name)} {MarkdownText.Cell(one.Migration.Description)} | {TrialReport.Words(one.Undo.Verdict)} | {MarkdownText.Cell(TrialRenderer.Strongest(one.Statements))} |\n").ToList();
        if (rows is [])
        {
            return;
        }
        page.Append("\n\n| | migration | undo | strongest lock |\n|---|---|---|---|\n");
        foreach (var (at, row) in rows.Index())
        {
            if (!Append(page, row))
            {
                page.Append($"\n{rows.Count - at} more are not shown here.\n");
                return;
            }
        }
    }

    static void AppendPaths(StringBuilder page, TrialReport trial)
    {
        if (!trial.Evidence.Paths.IsEmpty)
        {
            Append(page, $"\n\nFrom elsewhere: {string.Join(", ", trial.Evidence.Paths.Select(path => $"{(path.IsSame ? "🟢" : "🔴")} {MarkdownText.Cell(path.From)}"))}\n");
        }
    }

    static void AppendSteps(StringBuilder page, TrialReport trial)
    {
        var told = trial.Migrations.ToList();
        foreach (var (at, (migration, _, statements)) in told.Index())
        {
            var table = statements.IsEmpty ? "" : $"| line | statement | took | lock | on | held | meanwhile |\n|---|---|---|---|---|---|---|\n{string.Concat(statements.SelectMany(Rows))}\n";
            if (!Append(page, $"\n<details><summary>{MarkdownText.Inline(migration.Name)} {MarkdownText.Inline(migration.Description)}: steps and locks</summary>\n\n{MarkdownSteps.Of(migration)}{table}</details>\n"))
            {
                page.Append($"\nThe steps and locks of {told.Count - at} more migrations are not shown here.\n");
                return;
            }
        }
    }

    static IEnumerable<string> Rows(TracedStatement statement)
    {
        var locks = TrialRenderer.Telling(statement).ToList();
        var first = $"| {statement.Line} | {MarkdownText.Cell(statement.Shown)} | {statement.SpentMs:0} ms |";
        return locks is [] ? [$"{first} | | | |\n"] : locks.Select(taken => $"{first} {taken.Mode.Name()} | {MarkdownText.Cell(taken.Name)} | {taken.HeldMs:0} ms | {MarkdownText.Cell(TrialRenderer.Does(statement, taken))} |\n");
    }

    static bool Append(StringBuilder page, string text)
    {
        if (page.Length + text.Length > MarkdownText.Longest - Ending)
        {
            return false;
        }
        page.Append(text);
        return true;
    }

    static string Sign(Verdict verdict) => verdict switch { Turnstone.Verification.Verdict.Proved => "🟢", Turnstone.Verification.Verdict.Refuted => "🔴", _ => "⚪" };

    static string Sign(UndoVerdict verdict) => verdict switch
    {
        UndoVerdict.Reversible => "🟢",
        UndoVerdict.Failed or UndoVerdict.LosesData => "🔴",
        UndoVerdict.LosesDataWrittenSince => "🟠",
        _ => "⚪",
    };
}
