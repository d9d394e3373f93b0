namespace Turnstone.Planning;

using Turnstone.Diagnostics;
using Turnstone.Ledger;
using Turnstone.Migrations;

/// <summary>Which of what was applied is to be taken back.</summary>
public abstract record UndoSelection
{
    UndoSelection()
    {
    }

    /// <summary>What is selected, the newest first, in the reverse of the order in which it really ran.</summary>
    public Checked<IReadOnlyList<RecordedMigration>> Choose(History history, MigrationSet files)
    {
        // What stopped on its way back goes first: everything else stands on what it half left.
        var applied = history.Migrations.Where(one => one.IsComplete || one.Undoing is not null)
            .OrderBy(one => one.Undoing is null).ThenByDescending(one => one.Order).ToList();
        return Choose(applied, files);
    }

    /// <summary>What is typed to go on after a stop.</summary>
    /// <param name="done">How many were taken back.</param>
    public abstract string Again(int done);

    private protected abstract Checked<IReadOnlyList<RecordedMigration>> Choose(List<RecordedMigration> applied, MigrationSet files);

    static Checked<IReadOnlyList<RecordedMigration>> Of(IEnumerable<RecordedMigration> chosen) => Checked.Of<IReadOnlyList<RecordedMigration>>([.. chosen]);

    static Checked<IReadOnlyList<RecordedMigration>> Nothing(string message) => Checked.Failed<IReadOnlyList<RecordedMigration>>(
        Diagnostic.Error("nothing-to-undo", message, help: "Nothing was changed.\n'turnstone undo' without anything shows the choice."));

    /// <summary>Everything that the newest run with anything to take back applied.</summary>
    public sealed record LastRun : UndoSelection
    {
        public override string Again(int done) => "turnstone undo --last-run";

        private protected override Checked<IReadOnlyList<RecordedMigration>> Choose(List<RecordedMigration> applied, MigrationSet files) => applied is []
            ? Nothing("Nothing is applied.")
            : Of(applied.Where(one => one.Run == applied.MaxBy(other => other.Order)!.Run));
    }

    /// <summary>Everything that one run applied.</summary>
    /// <param name="Id">The run's, or how it begins.</param>
    public sealed record Run(string Id) : UndoSelection
    {
        public override string Again(int done) => $"turnstone undo --run {Id}";

        private protected override Checked<IReadOnlyList<RecordedMigration>> Choose(List<RecordedMigration> applied, MigrationSet files)
        {
            if (Id.Length < 6)
            {
                return Nothing($"'{Id}' is too little of a run's id: give six characters or more.");
            }
            var runs = applied.Where(one => $"{one.Run}".StartsWith(Id, StringComparison.OrdinalIgnoreCase)).ToList();
            return runs.DistinctBy(one => one.Run).Count() switch
            {
                0 => Nothing($"No run {Id} applied anything that still stands."),
                1 => Of(runs),
                _ => Nothing($"Several runs begin with {Id}."),
            };
        }
    }

    /// <summary>Everything above a version.</summary>
    public sealed record To(MigrationVersion Version) : UndoSelection
    {
        public override string Again(int done) => $"turnstone undo --to {Version}";

        private protected override Checked<IReadOnlyList<RecordedMigration>> Choose(List<RecordedMigration> applied, MigrationSet files) =>
            Version.Text != "0" && applied.All(one => one.Version != Version.Text)
                ? Nothing($"V{Version} is not applied; to take everything back: turnstone undo --to 0.")
                : Of(applied.Where(one => MigrationVersion.Parse(one.Version!) > Version));
    }

    /// <summary>So many, from the newest on.</summary>
    public sealed record Steps(int Number) : UndoSelection
    {
        public override string Again(int done) => $"turnstone undo --steps {Number - done}";

        private protected override Checked<IReadOnlyList<RecordedMigration>> Choose(List<RecordedMigration> applied, MigrationSet files) =>
            applied is [] ? Nothing("Nothing is applied.") : Of(applied.Take(Number));
    }

    /// <summary>What is applied and these files do not have, or have with another text: it belongs to another branch.</summary>
    public sealed record Foreign : UndoSelection
    {
        public override string Again(int done) => "turnstone switch";

        private protected override Checked<IReadOnlyList<RecordedMigration>> Choose(List<RecordedMigration> applied, MigrationSet files)
        {
            var own = files.Versioned.ToDictionary(file => file.Version.Text, file => file.Checksum.Text);
            return Of(applied.Where(one => one is { IsBaselined: false, IsGone: false, Kind: MigrationKind.Versioned } && own.GetValueOrDefault(one.Version!) != one.Checksum));
        }
    }
}
