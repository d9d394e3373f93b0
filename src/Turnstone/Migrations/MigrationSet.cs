namespace Turnstone.Migrations;

using System.Collections.Immutable;

/// <summary>Every migration file of a project, each kind in its own order.</summary>
/// <param name="Versioned">By version.</param>
/// <param name="Undos">By version.</param>
/// <param name="Others">Repeatables, baselines and hooks, by name.</param>
public sealed record MigrationSet(
    ImmutableArray<Migration> Versioned, ImmutableArray<Migration> Undos, ImmutableArray<Migration> Others)
{
    public IEnumerable<Migration> All => Versioned.Concat(Undos).Concat(Others);
}
