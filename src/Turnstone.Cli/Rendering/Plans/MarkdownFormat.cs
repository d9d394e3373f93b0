namespace Turnstone.Cli.Rendering.Plans;

using System.Globalization;
using System.Text;
using Turnstone.Migrations;
using Turnstone.Plans;

/// <summary>A comment on a pull request: what is to be done at a glance, and every statement folded behind it.</summary>
sealed class MarkdownFormat : PlanFormat
{
    // GitHub refuses a comment of more than 65,536 characters. The table alone takes no more than a part of that, and what is left out is said.
    const int LongestTable = 30_000, Reserve = 300;

    const int MostLocks = 5;

    public override string Name => "markdown";

    public override string Write(WrittenPlan written)
    {
        var plan = written.Plan;
        var page = new StringBuilder($"### turnstone plan: {Inline(written.Project)}\n\n");
        if (plan.IsEmpty)
        {
            return page.Append(CultureInfo.InvariantCulture, $"Nothing to do on {Code(written.Target)}.\n").ToString();
        }
        page.Append(CultureInfo.InvariantCulture, $"For {Code(written.Target)}, PostgreSQL {plan.ServerVersion}. Digest {Code(PlanFile.Digest(plan))}\n\n");
        page.Append("| migration | steps | locks | phase |\n|---|---|---|---|\n");
        AppendAll(page, plan.Migrations.Select(Row), LongestTable, written.File);
        page.Append('\n');
        AppendAll(page, plan.Migrations.Select(Details), MarkdownText.Longest - Reserve, written.File);
        return page.ToString();
    }

    // Whole migrations or none: half a statement would be taken for one.
    static void AppendAll(StringBuilder page, IEnumerable<string> parts, int most, string? file)
    {
        var all = parts.ToList();
        foreach (var (at, part) in all.Index())
        {
            if (page.Length + part.Length > most)
            {
                page.Append(CultureInfo.InvariantCulture, $"\n{RunDocument.Count(all.Count - at, "more migration")}: see {(file is null ? "turnstone plan" : Code(file))}\n");
                return;
            }
            page.Append(part);
        }
    }

    static string Row(PlannedMigration migration) => string.Create(CultureInfo.InvariantCulture,
        $"| {Inline(Title(migration))} | {migration.Steps.Length}{(migration.Steps.Length == migration.Of ? "" : $" of {migration.Of}")} | {Locks(PlanLocks.Of(migration))} | {Phase(migration)} |\n");

    static string Locks(IReadOnlyList<PlannedLock> locks) => locks.Count == 0 ? "none"
        : string.Join("<br>", locks.Take(MostLocks).Select(one => $"{one.Mode} on {Code(one.Relation)}")) + (locks.Count > MostLocks ? $"<br>and {locks.Count - MostLocks} more" : "");

    static string Phase(PlannedMigration migration) => migration.Kind switch
    {
        MigrationKind.Hook => "hook",
        MigrationKind.Assert => "assert",
        MigrationKind.Undo => "undo",
        MigrationKind.Baseline => "baseline",
        MigrationKind.Repeatable => "repeatable",
        _ => "apply",
    };

    static string Title(PlannedMigration migration) => migration.Version is null ? migration.Name : $"{migration.Name} {migration.Description}";

    static string Details(PlannedMigration migration)
    {
        var text = new StringBuilder($"<details><summary>{Inline(Title(migration))}</summary>\n\n");
        foreach (var step in migration.Steps.OfType<SqlStep>())
        {
            text.Append(CultureInfo.InvariantCulture, $"Step {step.Ordinal} of {migration.Of}: {PlanRenderer.Kind(step)}, from {Code($"{step.File ?? migration.File}:{step.Line}")}\n\n");
            text.Append(step.Range is { } range
                ? string.Create(CultureInfo.InvariantCulture, $"{range.Count:#,0} statements, {ProgressBar.Bytes(range.Length)}, sha256 {Code(step.Digest)}\n\n")
                : Fenced(string.Join("\n", step.Statements.Select(Shown))));
        }
        return text.Append("</details>\n\n").ToString();
    }

    static string Shown(PlannedStatement statement) =>
        $"{statement.Sql};{(statement.Rows is { } rows ? $"\n-- {ProgressBar.Bytes(rows.Length)} of rows, sha256 {rows.Sha256}" : "")}";

    // A fence ends at the first run of as many backticks.
    static string Fenced(string sql)
    {
        var fence = new string('`', Math.Max(3, LongestRun(sql) + 1));
        return $"{fence}sql\n{sql}\n{fence}\n\n";
    }

    static int LongestRun(string text)
    {
        var (longest, run) = (0, 0);
        foreach (var letter in text)
        {
            run = letter == '`' ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }
        return longest;
    }

    // Names are anybody's: nothing in one is HTML, a link or the end of a cell.
    static string Inline(string text)
    {
        var safe = new StringBuilder(text.Length);
        foreach (var letter in text)
        {
            safe.Append(letter switch
            {
                '<' => "&lt;",
                '>' => "&gt;",
                '&' => "&amp;",
                '\r' or '\n' => " ",
                '|' or '*' or '_' or '`' or '[' or ']' or '\\' or '~' or '#' or '!' or '@' => $"&#{(int)letter};",
                _ => letter.ToString(),
            });
        }
        return safe.ToString();
    }

    // Character references are not read within backticks; within the tag they are, and nothing else is.
    static string Code(string text) => $"<code>{Inline(text)}</code>";
}
