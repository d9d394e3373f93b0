namespace Turnstone.Planning;

using System.Collections.Immutable;
using Turnstone.Diagnostics;
using Turnstone.Ledger;
using Turnstone.Migrations;
using Turnstone.Plans;

/// <summary>Finds what a version stands for where a database has it already.</summary>
sealed class Baseline(MigrationSet files, ImmutableArray<string> contexts)
{
    /// <param name="version">None for the newest baseline file's.</param>
    public Checked<BaselineRecord> Choose(MigrationVersion? version)
    {
        var chosen = version ?? files.Baselines.Max(file => file.Version);
        if (chosen is null)
        {
            return Checked.Failed<BaselineRecord>(Diagnostic.Error("no-baseline", "There is no baseline file, and no version was given.",
                help: "Nothing was changed.\nGive the version that the database is at: turnstone baseline <version>"));
        }
        var versions = files.Versioned.Concat(files.Baselines).Select(file => file.Version).ToList();
        if (!versions.Contains(chosen) && versions.Exists(version => version < chosen))
        {
            return Checked.Failed<BaselineRecord>(Diagnostic.Error("no-such-version", $"There is no file of version {chosen}; the newest is {versions.Max()}.",
                help: "Nothing was changed.\nGive the version of the newest file whose objects the database has."));
        }
        return Checked.Of(new BaselineRecord(chosen, [.. files.Versioned.Where(file => file.Version <= chosen && BelongsHere(file)).Select(Planner.Cover)]));
    }

    bool BelongsHere(Migration file) => StatusReader.BelongsTo(file, contexts);
}

/// <summary>A version that a database was found at, and the files that count as applied there.</summary>
public sealed record BaselineRecord(MigrationVersion Version, ImmutableArray<CoveredVersion> Covers)
{
    internal StepRow Row(string? reason) => new()
    {
        Kind = EntryKind.Baselined,
        Type = RowType.Baseline,
        Version = Version.Text,
        Step = 1,
        Of = 1,
        Description = "baseline",
        File = "",
        Line = 1,
        Checksum = "",
        Covers = Covers,
        ExecutionMs = 0,
        Reason = reason,
    };
}
