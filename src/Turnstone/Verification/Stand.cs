namespace Turnstone.Verification;

using System.Collections.Immutable;
using Turnstone.Migrations;

/// <summary>Where a database stands: what made it what it is.</summary>
/// <param name="Name">In words: <c>V12</c>, <c>staging</c>.</param>
/// <param name="Files">What was applied there, as it was then, with what runs around it.</param>
/// <param name="Order">The versions in the order in which they ran.</param>
public sealed record Stand(string Name, MigrationSet Files, ImmutableArray<MigrationVersion> Order)
{
    /// <summary>A new database.</summary>
    public static Stand New { get; } = new("a new database", new([], [], []), []);

    /// <summary>Whether a ledger says so, repeatables among it; otherwise it is what files come to.</summary>
    public bool IsRecorded { get; init; }

    public bool IsNew => Files.Versioned.IsEmpty && !Files.Baselines.Any();

    /// <summary>Whether the same ran there, in the same order: what one of the two replays makes is what that of the other would.</summary>
    internal bool IsLike(Stand other) => IsRecorded == other.IsRecorded && Order.SequenceEqual(other.Order)
        && Files.All.Select(file => (file.File, file.Checksum)).SequenceEqual(other.Files.All.Select(file => (file.File, file.Checksum)));

    /// <summary>One to which everything was applied up to a version. Which repeatables ran there nobody knows; they run later.</summary>
    public static Stand At(MigrationSet files, MigrationVersion version) => Of($"V{version}", files, file => file.Version <= version);

    /// <summary>One to which some of the files were applied, in the order of their versions.</summary>
    public static Stand Of(string name, MigrationSet files, Func<Migration, bool> isApplied)
    {
        ImmutableArray<Migration> versioned = [.. files.Versioned.Where(isApplied)];
        return new(name, files with
        {
            Versioned = versioned,
            Undos = [.. files.Undos.Where(isApplied)],
            Others = [.. files.Others.Where(file => file.Kind == MigrationKind.Hook || file.Kind == MigrationKind.Baseline && isApplied(file))],
            Asserts = [],
        }, [.. versioned.Select(file => file.Version)]);
    }
}
