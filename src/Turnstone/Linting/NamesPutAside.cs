namespace Turnstone.Linting;

using Turnstone.Sql;
using Turnstone.Sql.Statements;
using Turnstone.Sql.TableActions;

/// <summary>Names of columns that live within a transaction only, so that nobody else ever sees them.</summary>
static class NamesPutAside
{
    /// <summary>Whether a column of the old name is there again when the transaction commits.</summary>
    public static bool ComesBack(this LintContext context, ObjectName table, Identifier column) => context.LaterInTransaction().OfType<AlterTable>()
        .Any(later => later.Table.Name == table && later.Actions.OfType<AddColumn>().Any(add => add.Column.Name == column));

    /// <summary>What the transaction has done since it gave a column its name; nothing where the column had it before.</summary>
    public static IEnumerable<Statement> SinceRenamed(this LintContext context, ObjectName table, Identifier column) =>
        context.Transaction.Earlier.SkipWhile(earlier => earlier is not Rename { Part: "COLUMN" } rename || rename.Object.Name != table || rename.NewName != column);
}
