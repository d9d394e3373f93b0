namespace Turnstone.Ledger;

using Turnstone.Migrations;

/// <summary>What kind of file a row is about, as its payload says it; a versioned one says nothing.</summary>
static class RowType
{
    public const string Undo = "undo";
    public const string Repeatable = "repeatable";
    public const string Baseline = "baseline";
    public const string Hook = "hook";

    public static string? Of(MigrationKind kind) => kind switch
    {
        MigrationKind.Undo => Undo,
        MigrationKind.Repeatable => Repeatable,
        MigrationKind.Baseline => Baseline,
        MigrationKind.Hook => Hook,
        _ => null,
    };
}
