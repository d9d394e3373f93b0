namespace Turnstone.Migrations;

using System.Collections.Immutable;

/// <summary>Every migration file of a project, each kind in its own order.</summary>
/// <param name="Versioned">By version.</param>
/// <param name="Undos">By version.</param>
/// <param name="Others">Repeatables, baselines and hooks, by name.</param>
public sealed record MigrationSet(
    ImmutableArray<Migration> Versioned, ImmutableArray<Migration> Undos, ImmutableArray<Migration> Others)
{
    /// <summary>What has to hold for the whole schema, by name; no migrations.</summary>
    public ImmutableArray<Migration> Asserts { get; init; } = [];

    /// <summary>Every migration.</summary>
    public IEnumerable<Migration> All => Versioned.Concat(Undos).Concat(Others);

    public IEnumerable<Migration> Repeatables => Others.Where(one => one.Kind == MigrationKind.Repeatable);

    public IEnumerable<Migration> Baselines => Others.Where(one => one.Kind == MigrationKind.Baseline);

    /// <summary>The hook of that name, <c>beforeEach</c>; none where there is no such file.</summary>
    public Migration? Hook(string name) => Others.FirstOrDefault(one => one.Kind == MigrationKind.Hook && one.Name.Description == name);
}
