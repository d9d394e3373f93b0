namespace Turnstone.Planning;

using System.Collections.Immutable;
using Turnstone.Diagnostics;
using Turnstone.Ledger;
using Turnstone.Migrations;
using Turnstone.Plans;

/// <summary>Plans what has to hold for the whole schema behind everything else: after a migration all of it, otherwise what has not yet been found to hold.</summary>
sealed class AssertPlanner(MigrationPlanner one, MigrationSet files, History history, List<Diagnostic> said)
{
    /// <param name="lacking">A migration that is not applied when the plan is carried out: they are written for the schema with it.</param>
    public Plan Behind(Plan plan, MigrationStatus? lacking)
    {
        List<Migration> due = [.. files.Asserts.Where(one.Runs).Where(file => !plan.IsEmpty || history.AssertsBehind.GetValueOrDefault(file.Name.Description) != file.Checksum.Text)];
        if (due.Count == 0)
        {
            return plan;
        }
        if (lacking is not null)
        {
            if (!plan.IsEmpty)
            {
                said.Add(Diagnostic.Note("asserts-wait", $"The asserts run when {lacking.Name} is applied; they are written for the schema with it."));
            }
            return plan;
        }
        ImmutableArray<PlannedMigration> asserts = [.. due.Select(PlanOne).OfType<PlannedMigration>()];
        return plan with { Migrations = plan.Migrations.AddRange(asserts) };
    }

    PlannedMigration? PlanOne(Migration file)
    {
        if (!MigrationPlanner.SaysSomething(file))
        {
            said.Add(Diagnostic.Warning("empty-asserts", "There is no query in it.", file.File, "Write what has to hold, or delete the file."));
            return null;
        }
        return one.Plan(file, [], said);
    }
}
