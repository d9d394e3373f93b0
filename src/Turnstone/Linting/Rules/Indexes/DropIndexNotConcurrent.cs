namespace Turnstone.Linting.Rules.Indexes;

using Turnstone.Diagnostics;
using Turnstone.Sql.Statements;

/// <summary>An index that is dropped while nobody can read or write.</summary>
sealed class DropIndexNotConcurrent : NodeRule<DropIndex>
{
    public override string Name => "drop-index-not-concurrent";

    public override RuleTopic Topic => RuleTopic.Indexes;

    public override Severity Severity => Severity.Warning;

    public override string Danger => "DROP INDEX takes ACCESS EXCLUSIVE on the index's table: it waits for every query that is running on it, and every query that comes after waits behind it.";

    public override string Cure => "DROP INDEX CONCURRENTLY, one index at a time and without CASCADE: it waits for nobody's sake but its own, while others read and write.";

    public override string Limits => "Not said of the index of a new table, nor of a partitioned table's, which PostgreSQL drops in no other way.";

    public override LockClaim Claim => new(LockMode.AccessExclusive);

    protected override IEnumerable<Finding> Check(DropIndex drop, LintContext context)
    {
        if (drop.Concurrently)
        {
            yield break;
        }
        foreach (var name in drop.Names)
        {
            var index = context.Known.Index(name);
            if (index?.Table is { } table && (context.IsNew(table.Name.AsWritten) || table.IsPartitioned == true) || index?.Made?.Transaction == context.Transaction.Number)
            {
                continue;
            }
            var whose = index is null ? $"the table of {name.Shown()}" : context.Known.Written(index.Table).Shown();
            yield return new(name.Span, $"Dropping {name.Shown()} waits for all queries on {whose}, and all that come later wait behind it.") { Fix = drop.Names.Length == 1 && !drop.Cascade ? [context.Behind(drop, "INDEX", " CONCURRENTLY")] : [] };
        }
    }
}
