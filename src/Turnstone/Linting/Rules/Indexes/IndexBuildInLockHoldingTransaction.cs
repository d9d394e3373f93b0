namespace Turnstone.Linting.Rules.Indexes;

using Turnstone.Diagnostics;
using Turnstone.Sql.Statements;

/// <summary>An index that is built while its transaction keeps a strong lock from an earlier statement.</summary>
sealed class IndexBuildInLockHoldingTransaction : NodeRule<CreateIndex>
{
    public override string Name => "index-build-in-lock-holding-transaction";

    public override RuleTopic Topic => RuleTopic.Indexes;

    public override Severity Severity => Severity.Error;

    public override string Danger => "Locks are kept until the transaction commits: what an ALTER TABLE locked for a moment stays locked for the whole build of an index that comes behind it.";

    public override string Cure => "Build the index with CREATE INDEX CONCURRENTLY, which Turnstone runs outside of the transaction; or in a migration of its own.";

    public override string Limits => "Not said of tables that are new, whose indexes have nothing to read.";

    public override LockClaim Claim => new(LockMode.Share, Scans: true);

    protected override IEnumerable<Finding> Check(CreateIndex index, LintContext context)
    {
        if (index.Concurrently || context.IsNew(index.Table))
        {
            yield break;
        }
        var kept = context.Transaction.Earlier.SelectMany(statement => StatementLocks.Of(statement, context.Known)).Where(one => one.Mode >= LockMode.ShareRowExclusive && !context.IsNew(one.Table)).MaxBy(one => one.Mode);
        if (kept is not null)
        {
            yield return Finding.Of(index, $"{kept.Table.Shown()} stays locked in {kept.Mode.Name()} mode by an earlier statement of the transaction until this index of {index.Table.Shown()} is built.");
        }
    }
}
