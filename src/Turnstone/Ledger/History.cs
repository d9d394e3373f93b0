namespace Turnstone.Ledger;

using System.Collections.Immutable;
using Turnstone.Diagnostics;

/// <summary>What the ledger knows of a project: which migrations are complete, in the order they ran, and which are half-way.</summary>
/// <param name="Head">The hash of the newest row; none before the first run.</param>
public sealed record History(ImmutableArray<RecordedMigration> Migrations, string? Head)
{
    public static History Empty { get; } = new([], null);

    public IEnumerable<RecordedMigration> Applied => Migrations.Where(one => one.IsComplete);

    /// <summary>Whether a step was begun of which the ledger cannot say whether it happened.</summary>
    public bool HasOpenStep => Migrations.Any(one => one.Open is not null);

    /// <summary>Stops where a step was begun of which nobody knows whether it happened: only somebody who looks can say.</summary>
    /// <exception cref="FailureException">There is such a step.</exception>
    public void RefuseOpenStep()
    {
        if (Migrations.FirstOrDefault(one => one.Open is not null) is not { Open: { } step } migration)
        {
            return;
        }
        var why = step.State == StepState.Failed ? $"failed ({step.Error})" : "was begun and never ended: its run was cut off";
        var name = $"{migration.Version}:{step.Ordinal}";
        throw new FailureException(FailureKind.StepFailed, Diagnostic.Error("step-unresolved",
            $"Step {step.Ordinal} of V{migration.Version} {why}. It runs outside a transaction, so part of it may stand.", migration.File,
            $"Look whether it happened, clear what is half-made, then: turnstone apply --redo {name} --reason \"…\" (run it again) or --mark-done {name} --reason \"…\" (it is done)."));
    }

    public RecordedMigration? Find(string version) => Migrations.FirstOrDefault(one => one.Version == version);
}
