namespace Turnstone.Planning;

using Turnstone.Diagnostics;
using Turnstone.Ledger;
using Turnstone.Migrations;
using Turnstone.Plans;

/// <summary>An applied migration whose file was edited or removed, or whose undo was edited, on purpose.</summary>
/// <param name="File">None where it is gone.</param>
/// <param name="Undo">None where there is none, or it says nothing.</param>
public sealed record AcceptedEdit(RecordedMigration Recorded, Migration? File, Migration? Undo, long KeepText)
{
    public static Checked<AcceptedEdit> Of(MigrationVersion version, MigrationSet files, History history, long keepText)
    {
        var recorded = history.Migrations.FirstOrDefault(one => one.Version == version.Text && one.IsComplete);
        if (recorded is null)
        {
            return Checked.Failed<AcceptedEdit>(Diagnostic.Error("not-applied", $"V{version} is not applied: its file can be edited freely.", help: "Nothing was changed."));
        }
        var file = files.Versioned.FirstOrDefault(one => one.Version == version);
        var undo = files.Undos.FirstOrDefault(one => one.Version == version && MigrationPlanner.SaysSomething(one));
        var same = file is null ? recorded.IsGone || recorded.IsBaselined || recorded.Kind == MigrationKind.Baseline : file.Checksum.Text == recorded.Checksum;
        return same && undo?.Checksum.Text == recorded.Undo?.Checksum
            ? Checked.Failed<AcceptedEdit>(Diagnostic.Error("not-edited", $"V{version} and its undo are as they were when it was applied.", help: "Nothing was changed."))
            : Checked.Of(new AcceptedEdit(recorded, file, undo, keepText));
    }

    internal IEnumerable<KeptText> Texts => new[] { File, Undo }.OfType<Migration>().Select(Kept);

    internal StepRow Row(string reason) => new()
    {
        Kind = EntryKind.EditAccepted,
        Version = Recorded.Version,
        Step = 1,
        Of = 1,
        Description = File?.Name.Description ?? Recorded.Description,
        File = File?.File ?? Recorded.File,
        Line = 1,
        // A file that is gone has none.
        Checksum = File?.Checksum.Text ?? "",
        Content = File is null ? null : Kept(File).Content,
        Kept = File is null ? null : Kept(File).Digest,
        Undo = Undo is null ? Recorded.Undo is { } before ? new(before.File, "", "", null) : null : new(Undo.File, Undo.Checksum.Text, Kept(Undo).Content, Kept(Undo).Digest),
        ExecutionMs = 0,
        Reason = reason,
    };

    KeptText Kept(Migration file) => KeptText.Of(file.Text, KeepText);
}
