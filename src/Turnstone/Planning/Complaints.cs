namespace Turnstone.Planning;

using Turnstone.Configuration;
using Turnstone.Diagnostics;
using Turnstone.Text;

/// <summary>Says what does not fit between the files and the ledger.</summary>
sealed class Complaints(Settings settings)
{
    public IEnumerable<Diagnostic> About(Standing standing) => standing.Statuses.Select(About).OfType<Diagnostic>();

    Diagnostic? About(MigrationStatus status) => status switch
    {
        { State: MigrationState.Changed } => Changed(status),
        { State: MigrationState.Missing, Version: null } => Diagnostic.Note("file-missing",
            $"{status.Name} was applied and its file is gone; what it made stays, unless another file makes it now."),
        { State: MigrationState.Missing } => Diagnostic.Error("file-missing",
            $"{status.Name} ({status.Description}) was applied on {status.Recorded!.At:yyyy-MM-dd} and its file, {status.Recorded.File}, is gone.",
            help: $"Bring the file back (git log --diff-filter=D --name-only); or, if it is meant to be gone: turnstone accept-edit {status.Version} --reason \"…\""
                + "\nAfter a branch switch, on a database of your own: turnstone switch"),
        { State: MigrationState.HalfWay, Recorded.Undoing: not null } => Diagnostic.Error("half-undone",
            $"{status.Name} ({status.Description}) is half undone: its undo stopped on its way.", status.Recorded.Undoing.File, "To go on with it: turnstone undo --steps 1"),
        { State: MigrationState.HalfWay, File: null } => Diagnostic.Error("half-way-without-file",
            $"{status.Name} ({status.Description}) is half-way and its file, {status.Recorded!.File}, is not here.",
            help: "Run the set of files that began it: they know the steps that are left."),
        { State: MigrationState.Future, Version: null } => Diagnostic.Warning("future-version",
            $"{status.Name} was run by a newer set of files than this one; its text stays as it is.", status.File?.File),
        { State: MigrationState.Future } => Diagnostic.Warning("future-version",
            $"{status.Name} ({status.Description}) was applied by a newer set of files than this one.",
            help: "An older image runs against a newer database: nothing to do where that is meant."),
        { State: MigrationState.OutOfOrder } when settings.OutOfOrder == OutOfOrder.Refuse => OutOfOrderComplaint(status),
        { State: MigrationState.Applied, Version: not null, File: { } file } when file.Name.Description != status.Recorded!.Description => Diagnostic.Warning("file-renamed",
            $"{status.Name} was applied as '{status.Recorded.Description}'; its text is the same.", file.File),
        _ => null,
    };

    static Diagnostic Changed(MigrationStatus status) => Diagnostic.Error("checksum-changed",
        $"{status.Name} was {(status.Recorded!.IsBaselined ? "taken as applied" : "applied")} on {status.Recorded.At:yyyy-MM-dd} and its file was edited since{(status.File!.Data is [] ? "" : $", or a data file that it copies ({string.Join(", ", status.File.Data.Select(data => data.File))})")}.", status.File.File,
        $"Put it back (git checkout) and write a new migration; or, if the edit is meant: turnstone accept-edit {status.Version} --reason \"…\"") with
    {
        Details = (status.AppliedText, status.File.Text.Whole) is ({ } applied, { } now) ? TextDiff.Of(applied, Masking.MaskSql(now)) : null,
    };

    static Diagnostic OutOfOrderComplaint(MigrationStatus status) => Diagnostic.Error("out-of-order",
        $"{status.Name} comes before versions that are applied already.", status.File!.File, "Give it a newer version (rename the file), or set 'out_of_order: proved' in turnstone.yaml.");
}
