namespace Turnstone.Planning;

using System.Collections.Immutable;
using Turnstone.Diagnostics;
using Turnstone.Ledger;
using Turnstone.Migrations;

/// <summary>The files that made a database what it is, as its ledger has them: what was applied and stands, each with the text that ran.</summary>
/// <param name="files">The project's, of which those count that are still what was applied.</param>
/// <param name="kept">The ledger's texts by their digest.</param>
sealed class RecordedFiles(MigrationSet files, IReadOnlyDictionary<string, string> kept)
{
    readonly List<Diagnostic> said = [];

    /// <summary>No set where the text of one of them is nowhere to be had.</summary>
    public Checked<MigrationSet> Of(History history)
    {
        var versioned = history.Applied.Where(one => one.Kind == MigrationKind.Versioned).Select(FileOf).OfType<Migration>().OrderBy(file => file.Version).ToImmutableArray();
        var others = history.Applied.Where(one => one.Kind == MigrationKind.Baseline).Concat(history.Repeatables.Where(one => one.IsComplete)).Select(FileOf).OfType<Migration>();
        return Checked.Of(new MigrationSet(versioned, [], [.. others]), said);
    }

    Migration? FileOf(RecordedMigration recorded)
    {
        var file = files.All.FirstOrDefault(file => file.Kind == recorded.Kind && (file.Name.Version?.Text ?? file.Name.Description) == (recorded.Version ?? recorded.Description));
        // What was there before the ledger is known by its file alone.
        if (file is not null && (recorded.IsBaselined || file.Checksum.Text == recorded.Checksum))
        {
            return file;
        }
        var text = Kept(recorded, kept);
        if (text is null)
        {
            said.Add(Diagnostic.Error("text-not-kept", $"{recorded.Name} was applied from a text that is neither in a file nor kept in the ledger.", recorded.File is "" ? null : recorded.File,
                "What the history makes cannot be known. Bring the file back as it was when it was applied."));
        }
        return text;
    }

    /// <summary>The text that ran; none where the ledger does not keep it as it was.</summary>
    public static Migration? Kept(RecordedMigration recorded, IReadOnlyDictionary<string, string> kept) =>
        recorded.Content is { } content && kept.TryGetValue(content, out var text) && Checksum.Of(text).Text == recorded.Checksum
            ? new(FileName.Read(Path.GetFileName(recorded.File)).Name!, recorded.File, new SourceText(text), Directives.Read(text, recorded.File).Value ?? Directives.None, Checksum.Of(text))
            : null;
}
