namespace Turnstone.Linting;

using Turnstone.Sql;
using Turnstone.Sql.Queries;
using Turnstone.Sql.Statements;
using Turnstone.Sql.TableActions;

/// <summary>Statements that take as long as a table is large, besides those that lock it for that.</summary>
static class LongWork
{
    /// <summary>What it does, as the first half of a sentence; none where it is done at once, or that cannot be told.</summary>
    public static string? Of(Statement statement, LintContext context) => statement switch
    {
        Update update when context.MayBeLarge(update.Table.Name) && RowChoice.IsUnlimited(update) => $"The rows of {update.Table.Name.Shown()} are changed",
        Delete delete when context.MayBeLarge(delete.Table.Name) && RowChoice.IsUnlimited(delete) => $"The rows of {delete.Table.Name.Shown()} are deleted",
        Insert insert when RowChoice.IsUnlimited(insert) => $"The rows of a query are put into {insert.Table.Shown()}",
        Merge merge => $"Rows are merged into {merge.Table.Name.Shown()}",
        CreateTableAs { WithData: true, Query.Body: SelectList { From: not [] } } create => $"{create.Name.Shown()} is filled from a query",
        RefreshMaterializedView refresh => $"{refresh.Name.Shown()} is filled anew",
        AlterTable alter when context.IsInUse(alter.Table.Name) && alter.Actions.OfType<ValidateConstraint>().FirstOrDefault() is { } validate => $"Every row of {alter.Table.Name.Shown()} is tested for {validate.Name.Shown()}",
        _ => null,
    };
}
