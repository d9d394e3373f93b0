namespace Turnstone.Linting;

using Turnstone.Migrations;

/// <summary>The files of a project in the order in which the linter meets them: as they run, each undo behind what it takes back.</summary>
static class LintOrder
{
    public static IEnumerable<Migration> Of(MigrationSet files)
    {
        // A baseline says again what the files before it made; without them it is all that is known.
        var baseline = files.Baselines.LastOrDefault(one => !files.Versioned.Any(file => file.Version.CompareTo(one.Version) <= 0));
        var undos = files.Undos.ToLookup(undo => undo.Version);
        return [.. baseline is null ? [] : (Migration[])[baseline], .. files.Versioned.SelectMany(file => undos[file.Version].Prepend(file)), .. files.Others.Where(file => file.Kind is MigrationKind.Repeatable or MigrationKind.Hook)];
    }
}
