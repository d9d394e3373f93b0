namespace Turnstone.Planning;

using System.Collections.Immutable;
using Turnstone.Plans;

/// <summary>What of a plan is still to be done: it names steps, and holds none.</summary>
/// <param name="Steps">By the place of their migration in the plan and their number in it; with what is known of one that was begun.</param>
sealed record PlanRest(ImmutableDictionary<(int Migration, int Step), BegunStep?> Steps)
{
    /// <summary>The plan with those steps alone.</summary>
    public Plan Of(Plan plan) => plan with
    {
        Migrations = [.. plan.Migrations.Select(Left).Where(migration => !migration.Steps.IsEmpty)],
    };

    PlannedMigration Left(PlannedMigration migration, int place) => migration with
    {
        Steps = [.. migration.Steps.Where(step => Steps.ContainsKey((place, step.Ordinal))).Select(step => step is SqlStep sql ? sql with { Begun = Steps[(place, step.Ordinal)] } : step)],
    };
}
