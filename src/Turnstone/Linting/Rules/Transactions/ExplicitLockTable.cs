namespace Turnstone.Linting.Rules.Transactions;

using Turnstone.Diagnostics;
using Turnstone.Sql.Statements;

/// <summary>A lock that is taken by hand.</summary>
sealed class ExplicitLockTable : NodeRule<Lock>
{
    public override string Name => "explicit-lock-table";

    public override RuleTopic Topic => RuleTopic.Transactions;

    public override Severity Severity => Severity.Warning;

    public override string Danger => "LOCK TABLE holds its lock to the end of the transaction, whatever the statements behind it need; without a mode that is ACCESS EXCLUSIVE, and readers "
        + "wait as well.";

    public override string Cure => "Leave it out: each statement takes the lock that it needs. Where rows have to stay as they are meanwhile, lock those: SELECT … FOR UPDATE; where only "
        + "other changes of the table have to stay away, LOCK TABLE … IN SHARE UPDATE EXCLUSIVE MODE.";

    public override string Limits => "Said of SHARE and stronger. Not said of a table that is new or temporary.";

    public override LockClaim Claim => new(LockMode.AccessExclusive);

    protected override IEnumerable<Finding> Check(Lock explicitly, LintContext context)
    {
        foreach (var held in context.Locks.Where(held => held.Mode >= LockMode.Share && context.IsInUse(held.Table)))
        {
            yield return Finding.Of(explicitly, $"{held.Mode.Name()} is held on {held.Table.Shown()} until the transaction ends: {held.Mode.Waits()}.");
        }
    }
}
