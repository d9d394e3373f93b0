namespace Turnstone.Verification.Rows;

using Turnstone.Diagnostics;
using Turnstone.Linting;
using Turnstone.Linting.Trace;
using Turnstone.Plans;

/// <summary>Says of a statement that it changes a table in a schema at which nobody looks, so that nothing is said of its rows.</summary>
static class OtherSchemas
{
    public static IEnumerable<Diagnostic> Of(PlannedMigration migration, IReadOnlyCollection<TracedStatement> seen, Func<string, bool> isLookedAt)
    {
        var texts = PlannedTexts.Of(migration);
        return seen.SelectMany(statement => statement.Locks.Where(taken => taken.Kind == RelationKind.Table && !isLookedAt(taken.Schema) && Changes(statement, taken, texts)).Select(taken => (statement, taken))).DistinctBy(one => one.taken.Name)
            .Select(one => Diagnostic.Warning("outside-of-schemas", $"{one.statement.Migration}: {one.statement.Verb} changes {one.taken.Name}, which schemas: leaves out: what becomes of it and of its rows was not looked at, and the verdict says nothing of it.", one.statement.File,
                $"Look at that schema as well (schemas: {{ include: […, {one.taken.Schema}] }}), or leave the change to whoever owns it.").At(one.statement.Line, one.statement.Column));
    }

    // A foreign key locks the table that it points to, and writes nothing there.
    static bool Changes(TracedStatement statement, TracedLock taken, IReadOnlyDictionary<(int Step, int Ordinal, int Line), string> texts) => taken.Mode switch
    {
        LockMode.RowExclusive or >= LockMode.Exclusive => true,
        LockMode.ShareRowExclusive => taken.WasHeld && statement.Verb is "INSERT" or "UPDATE" or "DELETE" or "MERGE" or "TRUNCATE" or "COPY"
            && texts.GetValueOrDefault((statement.Step, statement.Ordinal, statement.Line))?.Contains(taken.Relation, StringComparison.OrdinalIgnoreCase) == true,
        _ => false,
    };
}
