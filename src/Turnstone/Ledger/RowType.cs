namespace Turnstone.Ledger;

using Turnstone.Migrations;

/// <summary>What kind of file a row is about, as its payload says it; a versioned one says nothing.</summary>
static class RowType
{
    public const string Undo = "undo";
    public const string Repeatable = "repeatable";
    public const string Baseline = "baseline";
    public const string Hook = "hook";

    /// <summary>It changed nothing: what has to hold for the whole schema was found to hold.</summary>
    public const string Assert = "assert";

    /// <summary>No file's: it repaired what was not as it should be, and is no part of what the files made.</summary>
    public const string Repair = "repair";

    public static string? Of(MigrationKind kind) => kind switch
    {
        MigrationKind.Undo => Undo,
        MigrationKind.Repeatable => Repeatable,
        MigrationKind.Baseline => Baseline,
        MigrationKind.Hook => Hook,
        MigrationKind.Assert => Assert,
        MigrationKind.Repair => Repair,
        _ => null,
    };
}
