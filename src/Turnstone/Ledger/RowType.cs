namespace Turnstone.Ledger;

using Turnstone.Migrations;

/// <summary>What kind of file a row is about, as its payload says it; a versioned one says nothing.</summary>
static class RowType
{
    public const string Undo = "undo";
    public const string Repeatable = "repeatable";
    public const string Baseline = "baseline";
    public const string Hook = "hook";

    /// <summary>No file's: it repaired what was not as it should be, and is no part of what the files made.</summary>
    public const string Repair = "repair";

    public static string? Of(MigrationKind kind) => kind switch
    {
        MigrationKind.Undo => Undo,
        MigrationKind.Repeatable => Repeatable,
        MigrationKind.Baseline => Baseline,
        MigrationKind.Hook => Hook,
        MigrationKind.Repair => Repair,
        _ => null,
    };
}
