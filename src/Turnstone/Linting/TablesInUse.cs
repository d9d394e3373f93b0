namespace Turnstone.Linting;

using Turnstone.Migrations;
using Turnstone.Sql;

/// <summary>Which tables somebody else may be reading and writing, and which take a lock or a loss without harm.</summary>
static class TablesInUse
{
    /// <summary>Whether a table is there already, and not for this session alone.</summary>
    public static bool IsInUse(this LintContext context, ObjectName table) =>
        !context.IsNew(table) && table.Schema?.Name != "pg_temp" && context.Known.Table(table) is not { IsTemporary: true };

    /// <summary>Whether as many rows as a table has may be many. Figures say how many there are; without them, those of a table whose rows a migration wrote out are few.</summary>
    public static bool MayBeLarge(this LintContext context, ObjectName table) =>
        context.IsInUse(table) && !(context.Known.Figures is null && context.Known.Table(table) is { IsWrittenOut: true });

    /// <summary>Whether it is a file that takes back what another one did, where taking away is the point.</summary>
    public static bool IsUndo(this LintContext context) => context.File.Migration.Kind == MigrationKind.Undo;
}
