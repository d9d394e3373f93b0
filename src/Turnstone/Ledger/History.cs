namespace Turnstone.Ledger;

using System.Collections.Immutable;
using Turnstone.Diagnostics;
using Turnstone.Migrations;

/// <summary>What the ledger knows of a project: which migrations are complete, in the order they ran, and which are half-way.</summary>
/// <param name="Migrations">Versioned ones and baselines.</param>
/// <param name="Head">The hash of the newest row; none before the first run.</param>
public sealed record History(ImmutableArray<RecordedMigration> Migrations, string? Head)
{
    public static History Empty { get; } = new([], null);

    /// <summary>In the order in which they ran.</summary>
    public ImmutableArray<RecordedMigration> Repeatables { get; init; } = [];

    /// <summary>Whether a migration was carried out that no afterApply hook ran behind.</summary>
    public bool HasNewSinceAfterApply { get; init; }

    /// <summary>The asserts that were dealt with behind the newest migration: name and checksum.</summary>
    public ImmutableDictionary<string, string> AssertsBehind { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>Versions that are applied, in the order in which they were completed.</summary>
    public IEnumerable<RecordedMigration> Applied => Migrations.Where(one => one.IsComplete);

    /// <summary>The versions that are applied, in the order in which they were completed: what another database can be built in.</summary>
    public ImmutableArray<MigrationVersion> Order => [.. Applied.Select(one => MigrationVersion.Parse(one.Version!))];

    /// <summary>Whether a step was begun of which the ledger cannot say whether it happened.</summary>
    public bool HasOpenStep => All.Any(one => one.Open is not null);

    /// <summary>Whether nothing was ever applied, and nothing is half-way: a baseline can stand for what is old.</summary>
    public bool IsNew => !Migrations.Any(one => one.IsBegun || one.IsUndone);

    IEnumerable<RecordedMigration> All => Migrations.Concat(Repeatables);

    /// <summary>Says of a step that was begun that only somebody who looks can tell whether it happened.</summary>
    /// <param name="name">Of the migration that it is a step of.</param>
    public FailureException Unresolved(string name)
    {
        var migration = Find(name)!;
        var step = migration.Open!;
        var why = step.State == StepState.Failed ? $"failed ({step.Error})" : "was begun and never ended: its run was cut off";
        var what = migration.Undoing is null ? migration.Name : $"the undo of {migration.Name}";
        var written = $"{migration.Version ?? migration.Name}:{step.Ordinal}";
        return new FailureException(FailureKind.StepFailed, Diagnostic.Error("step-unresolved",
            $"Step {step.Ordinal} of {what} {why}. It runs outside a transaction, so part of it may stand.", (migration.Undoing ?? migration).File,
            $"Look whether it happened, clear what is half-made, then: turnstone apply --redo {written} --reason \"…\" (run it again) or --mark-done {written} --reason \"…\" (it is done)."));
    }

    /// <summary>By version, or a repeatable by its name.</summary>
    public RecordedMigration? Find(string name) => All.FirstOrDefault(one => one.Version == name || one.Name == name);
}
