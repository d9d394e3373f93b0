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
        var page = new StringBuilder($"### turnstone plan: {MarkdownText.Inline(written.Project)}\n\n");
        if (plan.IsEmpty)
        {
            return page.Append(CultureInfo.InvariantCulture, $"Nothing to do on {MarkdownText.Code(written.Target)}.\n").ToString();
        }
        page.Append(CultureInfo.InvariantCulture, $"For {MarkdownText.Code(written.Target)}, PostgreSQL {plan.ServerVersion}. Digest {MarkdownText.Code(PlanFile.Digest(plan))}\n\n");
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
                page.Append(CultureInfo.InvariantCulture, $"\n{RunDocument.Count(all.Count - at, "more migration")}: see {(file is null ? "turnstone plan" : MarkdownText.Code(file))}\n");
                return;
            }
            page.Append(part);
        }
    }

    static string Row(PlannedMigration migration) => string.Create(CultureInfo.InvariantCulture,
        $"| {MarkdownText.Inline(Title(migration))} | {migration.Steps.Length}{(migration.Steps.Length == migration.Of ? "" : $" of {migration.Of}")} | {Locks(PlanLocks.Of(migration))} | {Phase(migration)} |\n");

    static string Locks(IReadOnlyList<PlannedLock> locks) => locks.Count == 0 ? "none"
        : string.Join("<br>", locks.Take(MostLocks).Select(one => $"{one.Mode} on {MarkdownText.Code(one.Relation)}")) + (locks.Count > MostLocks ? $"<br>and {locks.Count - MostLocks} more" : "");

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

    static string Details(PlannedMigration migration) => $"<details><summary>{MarkdownText.Inline(Title(migration))}</summary>\n\n{MarkdownSteps.Of(migration)}</details>\n\n";
}
