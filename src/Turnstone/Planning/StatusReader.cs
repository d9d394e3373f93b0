namespace Turnstone.Planning;

using System.Collections.Immutable;
using Turnstone.Ledger;
using Turnstone.Migrations;

/// <summary>Holds the files against the ledger: the full history decides, never a high-water mark.</summary>
/// <param name="governed">Whether what was taken back waits for <c>apply --redo</c>.</param>
public sealed class StatusReader(ImmutableArray<string> contexts, bool governed)
{
    /// <summary>Every version that a file or the ledger knows, in order, then the repeatables; files of other contexts that never ran here, and
    /// those that a baseline stands for, are left out.</summary>
    /// <param name="to">The last version that is asked for: a baseline above it does not count.</param>
    public ImmutableArray<MigrationStatus> Read(MigrationSet files, History history, MigrationVersion? to)
    {
        var begun = history.Migrations.FirstOrDefault(one => one is { Kind: MigrationKind.Baseline, IsComplete: false });
        var baseline = Baseline(files, history, begun, to);
        var recorded = history.Migrations.Where(one => one.IsBegun || one.IsUndone).ToDictionary(one => MigrationVersion.Parse(one.Version!));
        var order = new VersionOrder(files.Versioned, recorded.Keys);
        var latest = recorded.Where(one => one.Value.IsComplete).Select(one => order.PlaceOf(one.Key)).DefaultIfEmpty(-1).Max();
        var newestFile = files.Versioned.Concat(files.Baselines).Select(one => one.Version).Max();
        var newestBaseline = files.Baselines.Max(one => one.Version);
        var versions = files.Versioned.Select(file => file.Version).ToHashSet();
        var known = files.Versioned.Where(file => (baseline is null || file.Version > baseline.Version) && file.Version.Text != begun?.Version)
            .Select(file => OfFile(file, recorded.GetValueOrDefault(file.Version), isLate: order.PlaceOf(file.Version) < latest));
        var gone = recorded.Where(one => !versions.Contains(one.Key) && one.Value != begun || baseline is null && one.Value == begun).Select(one =>
            new MigrationStatus(one.Key, OfGone(one.Key, one.Value, newestFile, newestBaseline), null, one.Value));
        IEnumerable<MigrationStatus> begin = baseline is null ? [] : [new(baseline.Version, begun is null ? MigrationState.Pending : MigrationState.HalfWay, baseline, begun)];
        List<MigrationStatus> all = [.. begin.Concat(known.OfType<MigrationStatus>()).Concat(gone).OrderBy(status => status.Version)];
        return [.. all, .. Repeatables(files, history, newer: all.Exists(status => status.State == MigrationState.Future))];
    }

    Migration? Baseline(MigrationSet files, History history, RecordedMigration? begun, MigrationVersion? to) => begun is not null
        ? files.Baselines.FirstOrDefault(one => one.Version.Text == begun.Version)
        : !history.IsNew ? null : files.Baselines.Where(one => BelongsHere(one) && (to is null || one.Version <= to)).MaxBy(one => one.Version);

    static MigrationState OfGone(MigrationVersion version, RecordedMigration recorded, MigrationVersion? newestFile, MigrationVersion? newestBaseline) => recorded switch
    {
        { Undoing: not null } => MigrationState.HalfWay,
        { IsUndone: true } => MigrationState.Undone,
        { IsComplete: false } => MigrationState.HalfWay,
        { Kind: MigrationKind.Baseline } or { IsGone: true } or { IsBaselined: true } => MigrationState.Applied,
        // A baseline's file stands for it: the older files may go.
        _ when newestBaseline is not null && version <= newestBaseline => MigrationState.Applied,
        _ => newestFile is null || version > newestFile ? MigrationState.Future : MigrationState.Missing,
    };

    /// <param name="isLate">Whether one that is meant to run behind it is applied.</param>
    MigrationStatus? OfFile(Migration file, RecordedMigration? recorded, bool isLate) => recorded switch
    {
        { Undoing: not null } => new(file.Version, MigrationState.HalfWay, file, recorded),
        { IsUndone: true } when !BelongsHere(file) => null,
        { IsUndone: true } when governed => new(file.Version, MigrationState.Held, file, recorded),
        { IsUndone: true } => new(file.Version, isLate ? MigrationState.OutOfOrder : MigrationState.Undone, file, recorded),
        { Kind: MigrationKind.Baseline, IsComplete: true } => new(file.Version, MigrationState.Applied, file, recorded),
        { IsComplete: true } when recorded.Checksum == file.Checksum.Text => new(file.Version, MigrationState.Applied, file, recorded),
        { IsComplete: true } => new(file.Version, MigrationState.Changed, file, recorded),
        not null => new(file.Version, MigrationState.HalfWay, file, recorded),
        _ when !BelongsHere(file) => null,
        _ when isLate => new(file.Version, MigrationState.OutOfOrder, file, null),
        _ => new(file.Version, MigrationState.Pending, file, null),
    };

    /// <param name="newer">Whether a newer set of files was here: then its repeatables are newer as well.</param>
    IEnumerable<MigrationStatus> Repeatables(MigrationSet files, History history, bool newer)
    {
        var recorded = history.Repeatables.Where(one => !one.IsWithdrawn).ToDictionary(one => one.Description);
        foreach (var file in files.Repeatables)
        {
            var known = recorded.GetValueOrDefault(file.Name.Description);
            recorded.Remove(file.Name.Description);
            var state = OfRepeatable(file, known);
            if (BelongsHere(file) || state is MigrationState.Applied or MigrationState.HalfWay)
            {
                yield return new(null, newer && known is not null && state == MigrationState.Pending ? MigrationState.Future : state, file, known);
            }
        }
        foreach (var gone in recorded.Values)
        {
            yield return new(null, gone.IsComplete ? MigrationState.Missing : MigrationState.HalfWay, null, gone);
        }
    }

    static MigrationState OfRepeatable(Migration file, RecordedMigration? recorded) => recorded switch
    {
        { IsComplete: true } => recorded.Checksum == file.Checksum.Text ? MigrationState.Applied : MigrationState.Pending,
        not null => MigrationState.HalfWay,
        _ => MigrationState.Pending,
    };

    bool BelongsHere(Migration file) => BelongsTo(file, contexts);

    /// <summary>Whether a database with these contexts runs the file.</summary>
    internal static bool BelongsTo(Migration file, ImmutableArray<string> contexts) =>
        file.Directives.Context is not { Length: > 0 } asked || asked.Split(',', StringSplitOptions.TrimEntries).Any(contexts.Contains);
}
