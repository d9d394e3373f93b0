namespace Turnstone.Linting.Rules.Maintenance;

using Turnstone.Diagnostics;
using Turnstone.Sql.Statements;
using Turnstone.Sql.TableActions;

/// <summary>A table that is written anew, to have its changes logged or not.</summary>
sealed class SetLoggedUnlogged : NodeRule<SetLogged>
{
    public override string Name => "set-logged-unlogged";

    public override RuleTopic Topic => RuleTopic.Maintenance;

    public override Severity Severity => Severity.Error;

    public override string Danger => "SET LOGGED and SET UNLOGGED write the whole table anew under ACCESS EXCLUSIVE: nobody reads or writes it until the last row is copied. An unlogged table is empty after a crash, and on replicas always.";

    public override string Cure => "CREATE UNLOGGED TABLE where nothing is lost with it, and leave a table what it is; to change a large one, fill a new one beside it in batches and rename.";

    public override string Limits => "Not said of a table that is new itself.";

    public override LockClaim Claim => new(LockMode.AccessExclusive, Rewrites: true);

    protected override IEnumerable<Finding> Check(SetLogged set, LintContext context)
    {
        if (context.Statement is AlterTable { Table.Name: var table } && !context.IsNew(table))
        {
            yield return Finding.Of(set, $"Nobody can read or write {table.Shown()} until all of it is written anew{(set.IsLogged ? ", and into the WAL" : "; after a crash it is empty")}.");
        }
    }
}
