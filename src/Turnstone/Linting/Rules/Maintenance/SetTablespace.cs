namespace Turnstone.Linting.Rules.Maintenance;

using Turnstone.Diagnostics;
using Turnstone.Sql;
using Turnstone.Sql.Clauses;
using Turnstone.Sql.Statements;

/// <summary>A table that is copied to another disk while nobody can use it.</summary>
sealed class SetTablespace : NodeRule<Statement>
{
    public override string Name => "set-tablespace";

    public override RuleTopic Topic => RuleTopic.Maintenance;

    public override Severity Severity => Severity.Error;

    public override string Danger => "SET TABLESPACE copies the table's file under ACCESS EXCLUSIVE: nobody reads or writes it until the last block is copied. Its indexes stay where they are, each is a statement of its own.";

    public override string Cure => "Say TABLESPACE where the table is made with CREATE TABLE. The extension pg_repack moves one that is in use.";

    public override string Limits => "Not said of a table that is new itself, nor of a partitioned one, which has no rows of its own.";

    protected override IEnumerable<Finding> Check(Statement statement, LintContext context) => statement switch
    {
        AlterTable alter when alter.Actions.OfType<Sql.TableActions.SetTablespace>().FirstOrDefault() is { } set => Check(alter, set, context),
        AlterAllInTablespace all => [Finding.Of(all, $"Nobody can use what is in {all.From.Shown()} until all of it is copied: each stays locked until the last one is.")],
        _ => [],
    };

    static IEnumerable<Finding> Check(AlterTable alter, Sql.TableActions.SetTablespace set, LintContext context)
    {
        var name = alter.Table.Name;
        if (alter.Kind != ObjectKind.Index)
        {
            return context.IsNew(name) || context.Known.Table(name) is { IsPartitioned: true } ? [] : [Finding.Of(set, $"Nobody can read or write {name.Shown()} until all of it is copied.")];
        }
        return context.Known.Index(name) is { } index && context.IsNew(context.Known.Written(index.Table))
            ? []
            : [Finding.Of(set, $"Every query of its table waits until {name.Shown()} is copied, for all of them look at the index.", "REINDEX (TABLESPACE …, CONCURRENTLY) INDEX builds it there while others read and write.")];
    }
}
