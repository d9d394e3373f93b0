namespace Turnstone.Planning;

using System.Collections.Immutable;
using Turnstone.Catalog;
using Turnstone.Migrations;
using Turnstone.Plans;

/// <summary>Adds to a plan what is to be expected when it is carried out: which locks, and what each step has to find.</summary>
/// <remarks>A function of its arguments: it asks no database.</remarks>
/// <param name="target">The database as it is.</param>
/// <param name="path">The schemas that a name without one is looked for in.</param>
/// <param name="texts">Reads the statements of files that are too long for the plan.</param>
sealed class Forecast(Schema target, ImmutableArray<string> path, StatementTexts texts)
{
    readonly LockPlanner locks = new(target, path, target.Version);
    readonly ExpectationPlanner expectations = new(target, path, target.Version);

    public Plan Of(Plan plan)
    {
        // Where an earlier run of the plan failed it has run already.
        foreach (var step in plan.AfterError?.Steps.OfType<SqlStep>() ?? [])
        {
            expectations.Next(step.Carried, Statements(plan.AfterError!, step), isChecked: false);
        }
        return plan with { Migrations = [.. plan.Migrations.Select(Of)] };
    }

    // A hook around a run runs once more where that stopped, behind what the plan did by then; asserts change nothing.
    PlannedMigration Of(PlannedMigration migration) => migration with
    {
        Steps = [.. migration.Steps.Select(step => step is SqlStep sql ? Of(migration, sql, isChecked: migration.Kind is not (MigrationKind.Hook or MigrationKind.Assert)) : step)],
    };

    SqlStep Of(PlannedMigration migration, SqlStep step, bool isChecked)
    {
        locks.Begin();
        var expects = migration.Kind == MigrationKind.Assert ? null : expectations.Next(step.Carried, Statements(migration, step), isChecked);
        return step with
        {
            Expects = expects,
            Statements = [.. step.Statements.Select(statement => statement with { Locks = Some(locks.Next(statement.Sql)) })],
            Range = step.Range is null ? null : step.Range with { Locks = Some(LockPlanner.Together(Statements(migration, step).SelectMany(statement => locks.Next(statement.Sql)))) },
        };
    }

    IEnumerable<PlannedStatement> Statements(PlannedMigration migration, SqlStep step) => step.Range is null ? step.Statements : texts.Read(migration, step).Select(sent => sent.Planned);

    static ImmutableArray<PlannedLock>? Some(ImmutableArray<PlannedLock> locks) => locks.IsEmpty ? null : locks;
}
