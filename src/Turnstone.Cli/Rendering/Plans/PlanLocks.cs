namespace Turnstone.Cli.Rendering.Plans;

using Turnstone.Plans;

/// <summary>The locks that a plan expects, in a few words.</summary>
static class PlanLocks
{
    const int MostShown = 5;

    /// <summary>Of all statements of a migration, each relation's modes once.</summary>
    public static IReadOnlyList<PlannedLock> Of(PlannedMigration migration) =>
        [.. migration.Steps.OfType<SqlStep>().SelectMany(step => step.Statements.SelectMany(statement => statement.Locks ?? []).Concat(step.Range?.Locks ?? [])).Distinct()];

    /// <summary><c>locks: ACCESS EXCLUSIVE on app.orders</c></summary>
    public static string Words(IReadOnlyList<PlannedLock> locks)
    {
        var said = locks.GroupBy(one => one.Mode).Select(group => $"{group.Key} on {string.Join(", ", group.Take(MostShown).Select(one => one.Relation))}{(group.Count() > MostShown ? $" and {group.Count() - MostShown} more" : "")}");
        return $"locks: {string.Join("; ", said)}";
    }
}
