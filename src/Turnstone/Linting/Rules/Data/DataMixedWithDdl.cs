namespace Turnstone.Linting.Rules.Data;

using Turnstone.Diagnostics;
using Turnstone.Sql;
using Turnstone.Sql.Clauses;
using Turnstone.Sql.Statements;

/// <summary>Data and tables changed in one transaction.</summary>
sealed class DataMixedWithDdl : NodeRule<Statement>
{
    public override string Name => "data-mixed-with-ddl";

    public override RuleTopic Topic => RuleTopic.Data;

    public override Severity Severity => Severity.Info;

    public override string Danger => "A change of a table behind changes of its rows waits for its lock while those rows are locked, and where deferred foreign keys or triggers are still "
        + "to run it fails: \"pending trigger events\". What failed takes the data back as well, and both begin anew.";

    public override string Cure => "Two migrations: one that changes tables, one that changes rows. Each is short, and can be tried again by itself.";

    public override string Limits => "Said of ALTER TABLE behind a change of rows; of long work behind a change of a table, see statement-after-access-exclusive. Tables that are new do not "
        + "count. Once in a transaction.";

    protected override IEnumerable<Finding> Check(Statement statement, LintContext context)
    {
        if (!ReferenceEquals(statement, context.Statement) || Altered(statement, context) is not { } alter)
        {
            yield break;
        }
        var behind = context.Transaction.Earlier.SkipWhile(earlier => Changed(earlier) is not { } table || !context.MayBeLarge(table)).ToList();
        if (behind is [var change, ..] && behind.All(earlier => Altered(earlier, context) is null))
        {
            yield return Finding.Of(statement, $"{alter.Table.Name.Shown()} is changed in the same transaction as rows of {Changed(change)!.Value.Shown()}.");
        }
    }

    static AlterTable? Altered(Statement statement, LintContext context) => statement is AlterTable { Kind: ObjectKind.Table } alter && context.IsInUse(alter.Table.Name) ? alter : null;

    static ObjectName? Changed(Statement statement) => statement switch
    {
        Update update => update.Table.Name,
        Delete delete => delete.Table.Name,
        Insert insert => insert.Table,
        Merge merge => merge.Table.Name,
        _ => null,
    };
}
