namespace Turnstone.Cli.Rendering.Verification;

using Turnstone.Linting;
using Turnstone.Linting.Trace;

/// <summary>Shows on a terminal what was seen of a plan.</summary>
static class TrialRenderer
{
    // More of them nobody reads; -v shows all.
    const int MostStatements = 30, MostMigrations = 6, MostRefuted = 3;

    public static void Show(Report report, TrialReport trial)
    {
        if (trial.Plan.IsEmpty)
        {
            report.Line($"{trial.About}: nothing to do.");
        }
        else
        {
            report.Line($"{trial.About}: {RunDocument.Count(trial.Count, "migration")} tried on {trial.Evidence.Server}.");
        }
        ShowUndos(report, trial);
        ShowPaths(report, trial);
        ShowLocks(report, trial);
        ShowFindings(report, trial);
        if (!trial.Plan.IsEmpty || !trial.Evidence.Paths.IsEmpty)
        {
            report.Line($"\nVerdict: {trial.Verdict}.");
        }
    }

    static void ShowUndos(Report report, TrialReport trial)
    {
        if (!trial.Evidence.Undos.IsEmpty)
        {
            report.Line();
            TextTable.Write(report, ["migration", "undo", "strongest lock"], trial.Migrations.Where(one => one.Undo is not null)
                .Select(one => (string[])[Report.Cut($"{one.Migration.Name}  {one.Migration.Description}", 50), TrialReport.Words(one.Undo!.Verdict), Strongest(one.Statements)]));
        }
    }

    static void ShowPaths(Report report, TrialReport trial)
    {
        if (!trial.Evidence.Paths.IsEmpty)
        {
            report.Line();
            TextTable.Write(report, ["from", "ends"], trial.Evidence.Paths.Select(path => (string[])[path.From, path.IsSame ? "the same" : path.Failures.IsEmpty ? $"with {RunDocument.Count(path.Differences.Length, "difference")}" : "does not get there"]));
        }
    }

    static void ShowLocks(Report report, TrialReport trial)
    {
        // Of what locks nothing that was there before, the table above says so already.
        var telling = trial.Migrations.Where(one => one.Statements.Any(statement => report.Verbose || Telling(statement).Any())).ToList();
        if (!report.Verbose && (telling.Count > MostMigrations || telling.Sum(one => one.Statements.Length) > MostStatements))
        {
            report.Line($"\n{RunDocument.Count(trial.Evidence.Trace.Statements.Length, "statement")} traced: -v shows their locks, --report locks.html draws them.");
            return;
        }
        foreach (var (migration, _, statements) in telling)
        {
            report.Line($"\n{migration.Name}  ({migration.File})");
            TextTable.Write(report, ["line", "statement", "took", "lock", "on", "held", "meanwhile"], statements.SelectMany(Rows));
        }
    }

    static IEnumerable<string[]> Rows(TracedStatement statement)
    {
        var locks = Telling(statement).ToList();
        string[] first = [$"{statement.Line}", Report.Cut(statement.Shown, 40), RunRenderer.Milliseconds((long)Math.Round(statement.SpentMs))];
        if (locks is [])
        {
            yield return [.. first, "", "", "", Does(statement, null)];
        }
        foreach (var (at, taken) in locks.Index())
        {
            yield return [.. at == 0 ? first : ["", "", ""], taken.Mode.Name(), taken.Name, $"{RunRenderer.Milliseconds((long)Math.Round(taken.HeldMs))}", Does(statement, taken)];
        }
    }

    /// <summary>The locks for whose sake somebody may wait.</summary>
    public static IEnumerable<TracedLock> Telling(TracedStatement statement) => statement.Locks.Where(taken => taken is { Kind: not RelationKind.Index, Mode: >= LockMode.RowExclusive });

    /// <summary>What the statement does to a table, and who waits for it.</summary>
    public static string Does(TracedStatement statement, TracedLock? taken)
    {
        string?[] parts =
        [
            taken is { Mode: >= LockMode.ShareUpdateExclusive } ? taken.Blocks : null,
            taken is not null && statement.Rewritten.Contains(taken.Name) ? "written anew" : null,
            taken is not null && statement.Scanned.Contains(taken.Name) ? "read whole" : null,
            taken is not null && statement.Indexed.Contains(taken.Name) ? "indexed" : null,
            statement.Triggers.IsEmpty || taken is not { Mode: LockMode.RowExclusive } ? null : $"fires {string.Join(", ", statement.Triggers)}",
        ];
        return string.Join("; ", parts.OfType<string>());
    }

    /// <summary>The strongest lock of a migration, and for how long it was held.</summary>
    public static string Strongest(IEnumerable<TracedStatement> statements) =>
        statements.SelectMany(Telling).OrderByDescending(taken => taken.Mode).ThenByDescending(taken => taken.HeldMs).FirstOrDefault() is { } taken
            ? $"{taken.Mode.Name()} on {taken.Name}" : "none on what was there";

    static void ShowFindings(Report report, TrialReport trial)
    {
        var refuted = trial.Findings.Where(one => one.Confirmation == Confirmation.Refuted).ToList();
        var confirmed = trial.Findings.Count(one => one.Confirmation == Confirmation.Confirmed);
        if (refuted.Count + confirmed > 0)
        {
            report.Line($"\nOf what lint says of locks, the server confirmed {confirmed} and refuted {refuted.Count}.");
        }
        foreach (var one in refuted.Take(report.Verbose ? refuted.Count : MostRefuted))
        {
            report.Line($"  refuted: {one.Finding.Diagnostic.Rule} at {one.Finding.Diagnostic.Place}: {one.Statement!.Verb} took {(Telling(one.Statement).FirstOrDefault() is { } taken ? $"{taken.Mode.Name()} on {taken.Name}" : "no lock on what was there")}{(one.Statement.Rewritten.IsEmpty ? ", wrote nothing anew" : "")}{(one.Statement.Scanned.IsEmpty ? ", read nothing whole" : "")}.");
        }
        if (refuted.Count > MostRefuted && !report.Verbose)
        {
            report.Line($"  … and {refuted.Count - MostRefuted} more, shown with -v");
        }
    }
}
