namespace Turnstone.Ledger;

using System.Collections.Immutable;

/// <summary>What the ledger knows of a project: which migrations are complete, in the order they ran, and which are half-way.</summary>
/// <param name="Head">The hash of the newest row; none before the first run.</param>
public sealed record History(ImmutableArray<RecordedMigration> Migrations, string? Head)
{
    public static History Empty { get; } = new([], null);

    public IEnumerable<RecordedMigration> Applied => Migrations.Where(one => one.IsComplete);

    public RecordedMigration? Find(string version) => Migrations.FirstOrDefault(one => one.Version == version);
}
