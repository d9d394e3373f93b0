namespace Turnstone.Verification;

using Turnstone.Diagnostics;
using Turnstone.Plans;

/// <summary>What keeps a plan from being proved, and what else is worth knowing of it, each with its place and what to do.</summary>
public static class Refutations
{
    /// <param name="requiresUndo">Whether policy asks for an undo that loses nothing.</param>
    public static IEnumerable<Diagnostic> Of(VerifiedPlan verified, bool requiresUndo)
    {
        if (verified.Evidence is not { } seen)
        {
            return [];
        }
        var files = verified.Plan.Migrations.Where(one => one.Version is not null).DistinctBy(one => one.Version).ToDictionary(one => one.Version!);
        return [.. seen.Failures.Select(OnShadow), .. seen.Reservations, .. UnnamedLocks.Of(verified.Plan, seen.Trace), .. seen.Undos.Select(undo => Of(undo, files.GetValueOrDefault(undo.Version), requiresUndo)).OfType<Diagnostic>(), .. seen.Paths.Where(path => !path.IsSame).Select(Of)];
    }

    // A run speaks of its target. Here that was a shadow, and what was refused there is not to be applied.
    static Diagnostic OnShadow(Diagnostic refused)
    {
        const string Again = ": turnstone apply";
        if (refused.Help?.Split('\n') is not [.. var before, { } last])
        {
            return refused;
        }
        var said = before.Where(line => !IsOfRun(line)).Append(last.EndsWith(Again, StringComparison.Ordinal) ? $"{last[..^Again.Length]}: turnstone verify" : last);
        return refused with { Help = string.Join('\n', said.Prepend("It was tried on a shadow; nothing was changed elsewhere.")) };
    }

    static bool IsOfRun(string line) => line.StartsWith("The step was rolled back;", StringComparison.Ordinal) || line.StartsWith("The statement runs outside a transaction", StringComparison.Ordinal);

    static Diagnostic? Of(UndoProof undo, PlannedMigration? migration, bool requiresUndo)
    {
        var (name, file) = (migration?.Name ?? $"V{undo.Version}", migration?.Undo?.File ?? migration?.File);
        var (required, policy) = (requiresUndo ? Severity.Error : Severity.Warning, requiresUndo ? " The environment asks for an undo: require: { undo: true }." : "");
        return undo.Verdict switch
        {
            UndoVerdict.Failed => Diagnostic.Error("undo-fails", $"{name}: {undo.Message}", file, "An undo has to leave everything as it was: mend it, or leave it out and say so: -- turnstone: undo=none reason=\"…\""),
            UndoVerdict.LosesData => new("undo-loses-data", undo.SaysSo ? Severity.Warning : Severity.Error, $"{name}: {undo.Message}{Examples(undo)}{policy}", file, Help: undo.SaysSo
                ? "Its file says so (undo=lossy)."
                : "Keep what it takes away (a copy of the column or table, brought back by the undo); or, where the loss is meant, say so at the top of the migration: -- turnstone: undo=lossy reason=\"…\""),
            // Whoever takes a table back that was made just now expects nothing else.
            UndoVerdict.LosesDataWrittenSince => new("undo-loses-data-written-since", undo.IsOfOwnTables && !requiresUndo ? Severity.Info : required, $"{name}: {undo.Message}{Examples(undo)}{policy}", file,
                Help: undo.Lost.IsEmpty
                    ? "Once the new version of the application has written such rows, it cannot be taken back while they are there: have the undo change them or put them aside first, or go forward instead."
                    : "Once the new version of the application has written rows, taking it back loses them: keep them in a table of their own, or go forward instead."),
            UndoVerdict.Irreversible when requiresUndo => Diagnostic.Error("undo-missing", $"{name}: {undo.Message}{policy}", file, $"Write U{undo.Version}__….sql."),
            UndoVerdict.NotVerified => Diagnostic.Warning("not-verified", $"{name} is not verified: {undo.Message}", file, "What was not tried is not proved."),
            _ => null,
        };
    }

    static string Examples(UndoProof undo) => undo.Lost.FirstOrDefault(lost => lost.Example is not null) is { } lost ? $" For example {lost.Table}{(lost.Column is null ? "" : $".{lost.Column}")}: {lost.Example}" : "";

    static Diagnostic Of(UpgradePath path)
    {
        const int Most = 5;
        var what = path.Failures is [var first, ..]
            ? $"does not get there: {first.Message}"
            : $"ends another way: {string.Join("; ", path.Differences.Take(Most).Select(one => $"{one.Kind.ToString().ToLowerInvariant()} {one.Id}"))}{(path.Differences.Length > Most ? $"; and {path.Differences.Length - Most} more" : "")}.";
        return Diagnostic.Error("ends-differ", $"From {path.From}: {what}", path.Failures is [{ } refused, ..] ? refused.File : null,
            "Every database has to become the same, wherever it stands: what a file does may not depend on how the database came there.") with { Line = path.Failures is [{ } at, ..] ? at.Line : null, Column = path.Failures is [{ } where, ..] ? where.Column : null };
    }
}
