namespace Turnstone.Planning;

using Turnstone.Diagnostics;
using Turnstone.Ledger;
using Turnstone.Migrations;

/// <summary>Puts what is to be done behind what its files say that they come after, and leaves out what has to wait.</summary>
/// <param name="runs">Whether the database runs a file at all.</param>
sealed class Predecessors(Standing standing, ApplyScope scope, Func<Migration, bool> runs, List<Diagnostic> said)
{
    readonly Dictionary<MigrationVersion, MigrationStatus> statuses = standing.Statuses.Where(status => status.Version is not null).ToDictionary(status => status.Version!);
    readonly Dictionary<MigrationStatus, bool?> placed = [];
    readonly List<MigrationStatus> arranged = [];
    readonly HashSet<MigrationStatus> wanted = [];

    /// <param name="toDo">In the order that they would have by themselves.</param>
    public IReadOnlyList<MigrationStatus> Arrange(IReadOnlyList<MigrationStatus> toDo)
    {
        foreach (var file in standing.Files.Undos.Concat(standing.Files.Others).Where(file => !file.Directives.After.IsEmpty))
        {
            said.Add(At(file, file.Directives.After[0], "after-misplaced", "Only a versioned file comes after others.", "Take after= out."));
        }
        wanted.UnionWith(toDo);
        foreach (var status in toDo)
        {
            Place(status);
        }
        return arranged;
    }

    /// <returns>Whether it is in its place; none while that is being found out.</returns>
    bool? Place(MigrationStatus status)
    {
        if (placed.TryGetValue(status, out var known))
        {
            return known;
        }
        placed[status] = null;
        var isReady = true;
        foreach (var needed in status.File!.Directives.After)
        {
            isReady &= IsBefore(status, needed);
        }
        if (isReady)
        {
            arranged.Add(status);
        }
        placed[status] = isReady;
        return isReady;
    }

    bool IsBefore(MigrationStatus status, Predecessor needed)
    {
        if (needed.Version == status.Version)
        {
            said.Add(At(status.File!, needed, "after-itself", $"{status.Name} cannot come after itself.", "Name the version that it needs."));
            return false;
        }
        if (IsApplied(needed.Version))
        {
            return true;
        }
        if (statuses.GetValueOrDefault(needed.Version) is { } other && wanted.Contains(other))
        {
            var before = Place(other);
            if (before is null)
            {
                said.Add(At(status.File!, needed, "after-circle", $"{status.Name} comes after V{needed.Version}, which comes after {status.Name}, directly or by way of others.",
                    "Take one of their after= out."));
            }
            // An error is said once; what only waits is left out, and never in silence.
            else if (before == false && !said.Exists(one => one.Severity == Severity.Error))
            {
                said.Add(Waits(status, needed, "waits itself"));
            }
            return before == true;
        }
        said.Add(Waiting(status, needed));
        return false;
    }

    bool IsApplied(MigrationVersion version) =>
        standing.History.Migrations.Any(one => one.IsComplete && (one.Version == version.Text || IsCovered(one, version)))
        || wanted.Any(status => status.Kind == MigrationKind.Baseline && version <= status.Version!);

    // Files that a baseline stands for may be gone.
    static bool IsCovered(RecordedMigration one, MigrationVersion version) => one.Kind == MigrationKind.Baseline && version <= MigrationVersion.Parse(one.Version!);

    Diagnostic Waiting(MigrationStatus status, Predecessor needed)
    {
        var file = standing.Files.Versioned.FirstOrDefault(file => file.Version == needed.Version);
        if (file is null && !standing.History.Migrations.Any(one => one.Version == needed.Version.Text))
        {
            return At(status.File!, needed, "after-unknown", $"{status.Name} comes after V{needed.Version}, and there is no such version.", "'turnstone status' lists them.");
        }
        if (file is not null && !runs(file))
        {
            return At(status.File!, needed, "after-elsewhere", $"{status.Name} comes after V{needed.Version}, which is not for this database: its context is '{file.Directives.Context}'.",
                "Give both the same context, or take after= out.");
        }
        if (!scope.Holds(needed.Version) && status.Version == scope.To)
        {
            return At(status.File!, needed, "after-beyond", $"{status.Name} comes after V{needed.Version}, which is not applied and above --to {scope.To}.",
                $"To apply both: turnstone apply --to {needed.Version}");
        }
        return Waits(status, needed, Why(needed.Version));
    }

    static Diagnostic Waits(MigrationStatus status, Predecessor needed, string why) => Diagnostic.Warning(
        "after-waits", $"{status.Name} waits: it comes after V{needed.Version}, which {why}.", status.File!.File).At(needed.Directive.Line, needed.Directive.Column);

    string Why(MigrationVersion version) => statuses.GetValueOrDefault(version)?.State switch
    {
        _ when !scope.Holds(version) => $"is not applied and above --to {scope.To}",
        MigrationState.Held => "was taken back and is held",
        _ => "is not applied",
    };

    static Diagnostic At(Migration file, Predecessor needed, string rule, string message, string help) =>
        Diagnostic.Error(rule, message, file.File, help).At(needed.Directive.Line, needed.Directive.Column);
}
