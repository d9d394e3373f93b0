namespace Turnstone.Linting.Rules.Transactions;

using Turnstone.Diagnostics;
using Turnstone.Sql.Clauses;
using Turnstone.Sql.Statements;
using Turnstone.Sql.TableActions;

/// <summary>A table that is gone over twice where once would do.</summary>
sealed class MergeAlterTable : NodeRule<AlterTable>
{
    public override string Name => "merge-alter-table";

    public override RuleTopic Topic => RuleTopic.Transactions;

    public override Severity Severity => Severity.Info;

    public override string Danger => "Each ALTER TABLE that rewrites or reads the whole table does so by itself; two of them behind each other take twice as long under the same lock.";

    public override string Cure => "Write them as one: ALTER TABLE t first, second; PostgreSQL then goes over the rows once for all of them.";

    public override string Limits => "Said of two that stand next to each other in one transaction, about the same table, each of which reads or rewrites all of it: changes of type, SET "
        + "NOT NULL, checks.";

    protected override IEnumerable<Finding> Check(AlterTable alter, LintContext context)
    {
        if (context.Altered is { } table && context.IsInUse(table) && alter.Actions.Any(GoesOver)
            && context.Transaction.Earlier is [.., AlterTable { Kind: ObjectKind.Table } before] && before.Table.Name == table && before.Actions.Any(GoesOver))
        {
            yield return Finding.Of(alter, $"{table.Shown()} is gone over twice, once for each ALTER TABLE.");
        }
    }

    static bool GoesOver(TableAction action) => action is AlterColumnType or SetNotNull { IsSet: true } or AddConstraint { Constraint: CheckConstraint { Attributes.IsNotValid: false } };
}
