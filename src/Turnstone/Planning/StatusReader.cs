namespace Turnstone.Planning;

using System.Collections.Immutable;
using Turnstone.Ledger;
using Turnstone.Migrations;

/// <summary>Holds the files against the ledger: the full history decides, never a high-water mark.</summary>
public sealed class StatusReader(ImmutableArray<string> contexts)
{
    /// <summary>Every version that a file or the ledger knows, in order; files of other contexts that never ran here are left out.</summary>
    public ImmutableArray<MigrationStatus> Read(MigrationSet files, History history)
    {
        var recorded = history.Migrations.ToDictionary(one => MigrationVersion.Parse(one.Version));
        var newestApplied = history.Applied.Select(one => MigrationVersion.Parse(one.Version)).Max();
        var newestFile = files.Versioned.Select(one => one.Version).Max();
        var versions = files.Versioned.Select(file => file.Version).ToHashSet();
        var known = files.Versioned.Select(file => OfFile(file, recorded.GetValueOrDefault(file.Version), newestApplied));
        var gone = recorded.Where(one => !versions.Contains(one.Key)).Select(one =>
            new MigrationStatus(one.Key, OfGone(one.Key, one.Value, newestFile), null, one.Value));
        return [.. known.OfType<MigrationStatus>().Concat(gone).OrderBy(status => status.Version)];
    }

    static MigrationState OfGone(MigrationVersion version, RecordedMigration recorded, MigrationVersion? newestFile) =>
        !recorded.IsComplete ? MigrationState.HalfWay
        : newestFile is null || version > newestFile ? MigrationState.Future
        : MigrationState.Missing;

    MigrationStatus? OfFile(Migration file, RecordedMigration? recorded, MigrationVersion? newestApplied) => recorded switch
    {
        { IsComplete: true } when recorded.Checksum == file.Checksum.Text => new(file.Version, MigrationState.Applied, file, recorded),
        { IsComplete: true } => new(file.Version, MigrationState.Changed, file, recorded),
        not null => new(file.Version, MigrationState.HalfWay, file, recorded),
        _ when !BelongsHere(file) => null,
        _ when newestApplied is not null && file.Version < newestApplied => new(file.Version, MigrationState.OutOfOrder, file, null),
        _ => new(file.Version, MigrationState.Pending, file, null),
    };

    bool BelongsHere(Migration file) =>
        file.Directives.Context is not { Length: > 0 } asked || asked.Split(',', StringSplitOptions.TrimEntries).Any(contexts.Contains);
}
