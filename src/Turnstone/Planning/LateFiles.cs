namespace Turnstone.Planning;

using System.Collections.Immutable;
using Turnstone.Migrations;
using Turnstone.Plans;
using Turnstone.Sql;

/// <summary>Says of a file that runs behind versions which it comes before whether it has to do with the same objects, as far as texts say it.</summary>
/// <remarks>By names without their schema: two of the same name are taken for one.</remarks>
sealed class LateFiles(MigrationPlanner one, MigrationSet files, PgVersion version)
{
    readonly Dictionary<Migration, Touched?> touched = [];

    /// <summary>Those among the versions that ran already with which it may share an object.</summary>
    public ImmutableArray<string> Crossed(PlannedMigration late, MigrationVersion of, IEnumerable<Migration> ran)
    {
        var ours = Of(late);
        return [.. ran.Where(file => file.Version > of && (ours is null || TouchedBy(file) is not { } theirs || theirs.Names.Overlaps(ours.Names))).Select(file => file.Version.Text)];
    }

    Touched? TouchedBy(Migration file)
    {
        if (!touched.TryGetValue(file, out var known))
        {
            touched[file] = known = one.Plan(file, [], []) is { } planned ? Of(planned) : null;
        }
        return known;
    }

    // None where nobody knows: it runs what no text tells, or is too long to be held.
    Touched? Of(PlannedMigration migration)
    {
        var steps = migration.Steps.OfType<SqlStep>().ToList();
        if (steps.Exists(step => step.Range is not null))
        {
            return null;
        }
        var touch = StepTouch.Of([], steps.SelectMany(step => step.Statements), version, IsMade);
        return touch.MayChangeAnything || touch.MovesNames || touch.ReachesDependents ? null
            : new([.. touch.Relations.Concat(touch.Changed).Concat(touch.Free).Concat(touch.Others).Concat(touch.Named).Select(name => name.Name.Name), .. touch.Routines]);
    }

    // By the word alone, wherever some file makes a routine of that name.
    bool IsMade(string routine) => files.All.Any(file => file.Text.Whole is not { } text
        || (text.Contains("FUNCTION", StringComparison.OrdinalIgnoreCase) || text.Contains("PROCEDURE", StringComparison.OrdinalIgnoreCase)) && text.Contains(routine, StringComparison.OrdinalIgnoreCase));

    sealed record Touched(HashSet<string> Names);
}
