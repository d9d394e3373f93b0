namespace Turnstone.Cli.Rendering.Verification;

using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Text;
using Turnstone.Diagnostics;
using Turnstone.Linting;
using Turnstone.Linting.Trace;
using Turnstone.Plans;
using Turnstone.Verification;

/// <summary>A page that needs nothing but itself: verdicts first, then each migration's locks drawn over time.</summary>
sealed class HtmlTrial : TrialFormat
{
    // Of more the page opens those alone that somebody has to look at.
    const int MostOpen = 8;

    // The rest of them stands folded behind the first ones.
    const int MostAlike = 5;

    const string Style = """
        :root{color-scheme:light dark;--ink:#1c2430;--soft:#5d6878;--line:#dde2ea;--ground:#fff;--card:#f6f8fb;--good:#1a7f4b;--bad:#c62a38;--warn:#b35c00;--idle:#6b7686;
        --all:#d6303f;--writes:#ec8b1c;--changes:#5b8def;--none:#b9c2cf}
        @media(prefers-color-scheme:dark){:root{--ink:#e4e9f0;--soft:#9aa6b6;--line:#313a47;--ground:#14181f;--card:#1c222b;--good:#4cc38a;--bad:#ff6b78;--warn:#f5a742;--idle:#93a0b1;--none:#4b5666}}
        *{box-sizing:border-box}body{margin:0;background:var(--ground);color:var(--ink);font:15px/1.5 system-ui,sans-serif}
        main{max-width:1020px;margin:0 auto;padding:32px 28px 80px}h1{font-size:22px;margin:0 0 2px}h2{font-size:17px;margin:36px 0 10px}p{margin:4px 0}
        .soft,.more{color:var(--soft)}.badge{display:inline-block;padding:1px 10px;border-radius:99px;font-size:13px;font-weight:600;color:#fff;white-space:nowrap}
        .good{background:var(--good)}.bad{background:var(--bad)}.warn{background:var(--warn)}.idle{background:var(--idle)}@media(prefers-color-scheme:dark){.badge{color:#10141a}}
        header{display:flex;justify-content:space-between;align-items:flex-start;gap:20px;border-bottom:1px solid var(--line);padding-bottom:18px}header .badge{font-size:16px;padding:5px 18px}
        ul.said{list-style:none;padding:0;margin:0}ul.said li{border-left:4px solid var(--warn);background:var(--card);padding:9px 14px;margin:0 0 8px;border-radius:0 6px 6px 0}ul.said li.error{border-color:var(--bad)}
        ul.said .help{color:var(--soft);white-space:pre-line}code{font:13px ui-monospace,monospace}table{border-collapse:collapse;width:100%;font-size:14px}
        th{text-align:left;font-weight:600;color:var(--soft);border-bottom:1px solid var(--line);padding:4px 14px 4px 0}td{padding:5px 14px 5px 0;border-bottom:1px solid var(--line);vertical-align:top}
        td.n{white-space:nowrap;width:1%}td.r,th.r{text-align:right}a{color:inherit}.scroll{overflow-x:auto}
        details{border:1px solid var(--line);border-radius:8px;margin:0 0 10px;background:var(--card)}summary{cursor:pointer;padding:9px 14px;display:flex;gap:12px;align-items:center;flex-wrap:wrap}summary b{font-weight:600}
        details>div{padding:4px 14px 14px}svg{width:100%;height:auto;display:block;margin:8px 0;background:var(--ground);border:1px solid var(--line);border-radius:6px;padding:8px}
        svg text{font:12px ui-monospace,monospace;fill:var(--ink)}svg .mode{text-anchor:end;fill:var(--soft);font-size:11px}svg .tick{fill:var(--soft);font-size:11px;text-anchor:middle}svg .tick.last{text-anchor:end}svg .tick.first{text-anchor:start}
        svg .mark{stroke:var(--line);stroke-width:1.5}rect.all,i.all{fill:var(--all);background:var(--all)}rect.writes,i.writes{fill:var(--writes);background:var(--writes)}
        rect.changes,i.changes{fill:var(--changes);background:var(--changes)}rect.none,i.none{fill:var(--none);background:var(--none)}
        details.sql{margin:12px 0 0;background:var(--ground)}details.sql summary{padding:5px 12px;font-size:13px;color:var(--soft)}pre{margin:4px 0 10px;font:13px/1.45 ui-monospace,monospace;white-space:pre-wrap;overflow-wrap:anywhere}
        ul.said code,h1,summary{overflow-wrap:anywhere}ul.said details{border:0;margin:0;background:none}ul.said summary{padding:2px 0;color:var(--soft)}ul.said details>div{padding:0}
        td:first-child{min-width:9em}td.n:first-child,td.r:first-child{min-width:0}.scroll svg{min-width:640px}details td:last-child{min-width:14em}
        @media(max-width:600px){main{padding:20px 14px 60px}header{flex-wrap:wrap}details>div{padding:4px 10px 10px}}
        .legend{display:flex;gap:18px;flex-wrap:wrap;color:var(--soft);font-size:13px}.legend i{display:inline-block;width:14px;height:12px;border-radius:2px;margin-right:6px;vertical-align:-1px}
        """;

    const string Legend = """
        <p class="legend"><span><i class="all"></i>every read and write waits</span><span><i class="writes"></i>every write waits</span><span><i class="changes"></i>other changes of the table wait</span><span><i class="none"></i>nobody waits</span></p>
        """;

    public override string Extension => ".html";

    public override string Mark => "<meta name=\"generator\" content=\"turnstone\">";

    public override string Write(TrialReport trial)
    {
        var page = new StringBuilder($"<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">{Mark}<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\"><title>{Text(trial.About)}: {trial.Verdict}</title>\n<style>{Style}</style></head>\n<body><main>\n");
        page.Append($"<header><div><h1>{Text(trial.About)}</h1><p class=\"soft\">{RunDocument.Count(trial.Count, "migration")} tried on {Text(trial.Evidence.Server)}{(trial.Linted is { } linted ? $", {linted}" : "")}; plan <code>{PlanFile.Digest(trial.Plan)[..12]}</code></p></div><span class=\"badge {Colour(trial.Verified.Verdict)}\">{trial.Verdict}</span></header>\n");
        AppendSaid(page, trial);
        AppendUndos(page, trial);
        AppendPaths(page, trial);
        AppendLocks(page, trial);
        return page.Append("</main></body></html>\n").ToString();
    }

    static void AppendSaid(StringBuilder page, TrialReport trial)
    {
        var said = trial.Told.ToList();
        if (said is [])
        {
            return;
        }
        page.Append("<h2>To look at</h2>\n<ul class=\"said\">\n");
        foreach (var group in said.GroupBy(one => (one.Severity, one.Rule, one.Help)).OrderByDescending(group => group.Key.Severity))
        {
            page.Append($"<li class=\"{(group.Key.Severity == Severity.Error ? "error" : "warning")}\"><b>{Text(group.Key.Rule)}</b>\n");
            var lines = group.Select(one => $"<div>{Text(one.Message)}{(one.Place is { } place ? $" <code class=\"soft\">{Text(place)}</code>" : "")}</div>\n").ToList();
            var first = lines.Count > MostAlike + 1 ? MostAlike : lines.Count;
            page.AppendJoin("", lines.Take(first));
            if (lines.Count > first)
            {
                page.Append($"<details><summary>… and {lines.Count - first} more like it</summary>\n{string.Concat(lines.Skip(first))}</details>\n");
            }
            page.Append(group.Key.Help is { } help ? $"<div class=\"help\">{Text(help)}</div></li>\n" : "</li>\n");
        }
        page.Append("</ul>\n");
    }

    static void AppendUndos(StringBuilder page, TrialReport trial)
    {
        page.Append("<h2>Migrations</h2>\n<div class=\"scroll\"><table><tr><th>migration</th><th>undo</th><th>strongest lock</th><th class=\"r\">held</th></tr>\n");
        foreach (var (at, (migration, undo, statements)) in trial.Migrations.Index())
        {
            var strongest = statements.SelectMany(TrialRenderer.Telling).OrderByDescending(taken => taken.Mode).ThenByDescending(taken => taken.HeldMs).FirstOrDefault();
            page.Append(Line($"<tr><td><a href=\"#m{at}\"><b>{Text(migration.Name)}</b></a> {Text(migration.Version is null ? "" : migration.Description)}</td><td class=\"n\">{(undo is null ? "" : $"<span class=\"badge {Colour(undo.Verdict)}\">{TrialReport.Words(undo.Verdict)}</span>")}</td>"));
            page.Append(strongest is null ? "<td class=\"soft\">none on what was there</td><td></td></tr>\n" : Line($"<td class=\"n\">{strongest.Mode.Name()} on <code>{Text(strongest.Name)}</code></td><td class=\"n r\">{strongest.HeldMs:0} ms</td></tr>\n"));
        }
        page.Append("</table></div>\n");
    }

    static void AppendPaths(StringBuilder page, TrialReport trial)
    {
        if (trial.Evidence.Paths.IsEmpty)
        {
            return;
        }
        page.Append("<h2>From elsewhere</h2>\n<div class=\"scroll\"><table><tr><th>from</th><th>ends</th></tr>\n");
        foreach (var path in trial.Evidence.Paths)
        {
            var what = path.IsSame ? "" : string.Join("; ", path.Failures.Select(one => one.Message).Concat(path.Differences.Select(one => $"{one.Kind.ToString().ToLowerInvariant()} {one.Id}")).Take(5));
            page.Append($"<tr><td>{Text(path.From)}</td><td><span class=\"badge {(path.IsSame ? "good\">the same" : "bad\">another way")}</span> {Text(what)}</td></tr>\n");
        }
        page.Append("</table></div>\n");
    }

    static void AppendLocks(StringBuilder page, TrialReport trial)
    {
        var told = trial.Migrations.Where(one => !one.Statements.IsEmpty).ToList();
        if (told is [])
        {
            return;
        }
        page.Append($"<h2>Locks</h2>\n<p class=\"soft\">Times are those of tables with a few rows each: what they say is who waits, not for how long.</p>\n{Legend}\n");
        if (told.Count > 1)
        {
            page.Append($"<div class=\"scroll\">{LockPicture.Of(told.Select(one => (one.Migration.Name, one.Statements)))}</div>");
        }
        foreach (var (at, (migration, _, statements)) in trial.Migrations.Index())
        {
            AppendLocks(page, at, migration, statements, told.Count <= MostOpen);
        }
    }

    static void AppendLocks(StringBuilder page, int at, PlannedMigration migration, ImmutableArray<TracedStatement> statements, bool isOpen)
    {
        var worst = statements.SelectMany(TrialRenderer.Telling).Select(taken => taken.Mode).DefaultIfEmpty(LockMode.AccessShare).Max();
        page.Append(Line($"<details id=\"m{at}\"{(isOpen ? " open" : "")}><summary><i class=\"{LockPicture.Class(worst)}\" style=\"width:12px;height:12px;border-radius:3px\"></i><b>{Text(migration.Name)}</b> {Text(migration.Version is null ? "" : migration.Description)} <span class=\"soft\"><code>{Text(migration.File)}</code>, {RunDocument.Count(statements.Length, "statement")}</span></summary><div>\n"));
        page.Append($"<div class=\"scroll\">{LockPicture.Of(statements)}<table><tr><th class=\"r\">line</th><th>statement</th><th class=\"r\">took</th><th>lock</th><th>on</th><th class=\"r\">held</th><th>meanwhile</th></tr>\n");
        foreach (var statement in statements)
        {
            Append(page, statement);
        }
        page.Append("</table></div>\n");
        AppendSql(page, migration);
        page.Append("</div></details>\n");
    }

    static void AppendSql(StringBuilder page, PlannedMigration migration)
    {
        page.Append("<details class=\"sql\"><summary>SQL, as it is sent</summary><div>\n");
        foreach (var step in migration.Steps.OfType<SqlStep>())
        {
            page.Append(Line($"<p class=\"soft\">step {step.Ordinal} of {migration.Of}: {PlanRenderer.Kind(step)}</p>\n<pre>{Text(step.Range is { } range ? $"-- {range.Count:#,0} statements, sha256 {step.Digest}" : string.Join('\n', step.Statements.Select(statement => $"{statement.Sql};")))}</pre>\n"));
        }
        page.Append("</div></details>\n");
    }

    static void Append(StringBuilder page, TracedStatement statement)
    {
        var first = Line($"<tr><td class=\"n r\">{statement.Line}</td><td class=\"n\">{Text(statement.Shown)}</td><td class=\"n r\">{statement.SpentMs:0.#} ms</td>");
        var locks = TrialRenderer.Telling(statement).ToList();
        if (locks is [])
        {
            page.Append($"{first}<td class=\"soft\" colspan=\"4\">nothing that was there before</td></tr>\n");
        }
        foreach (var (at, taken) in locks.Index())
        {
            page.Append(at == 0 ? first : "<tr><td></td><td></td><td></td>");
            page.Append(Line($"<td class=\"n\">{taken.Mode.Name()}</td><td><code>{Text(taken.Name)}</code></td><td class=\"n r\">{taken.HeldMs:0.#} ms</td><td>{Text(TrialRenderer.Does(statement, taken))}</td></tr>\n"));
        }
    }

    static string Colour(Verdict verdict) => verdict switch { Turnstone.Verification.Verdict.Proved => "good", Turnstone.Verification.Verdict.Refuted => "bad", _ => "idle" };

    static string Colour(UndoVerdict verdict) => verdict switch
    {
        UndoVerdict.Reversible => "good",
        UndoVerdict.Failed or UndoVerdict.LosesData => "bad",
        UndoVerdict.LosesDataWrittenSince => "warn",
        _ => "idle",
    };

    static string Text(string text) => WebUtility.HtmlEncode(text);

    static string Line(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
