namespace Turnstone.Linting.Rules.Maintenance;

using Turnstone.Diagnostics;

/// <summary>A table that is written anew, to be kept another way.</summary>
sealed class SetAccessMethod : NodeRule<Turnstone.Sql.TableActions.SetAccessMethod>
{
    public override string Name => "set-access-method";

    public override RuleTopic Topic => RuleTopic.Maintenance;

    public override Severity Severity => Severity.Error;

    public override string Danger => "SET ACCESS METHOD writes the whole table and all of its indexes anew under ACCESS EXCLUSIVE: nobody reads or writes it until the last row is copied.";

    public override string Cure => "Make a new table with the other access method, fill it in batches while both are written, and rename it in one short transaction.";

    public override string Limits => "Not said of a table that is new itself, nor of a partitioned one, where it is only what new partitions get. ALTER TABLE takes it from PostgreSQL 15 on.";

    public override LockClaim Claim => new(LockMode.AccessExclusive, Rewrites: true);

    protected override IEnumerable<Finding> Check(Turnstone.Sql.TableActions.SetAccessMethod set, LintContext context)
    {
        if (context.Altered is { } table && !context.IsNew(table) && context.Known.Table(table) is not { IsPartitioned: true })
        {
            yield return Finding.Of(set, $"Nobody can read or write {table.Shown()} until all of it is written anew.");
        }
    }
}
