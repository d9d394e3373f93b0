namespace Turnstone.Linting.Rules.Transactions;

using Turnstone.Diagnostics;
using Turnstone.Linting.Knowledge;
using Turnstone.Sql;
using Turnstone.Text;

/// <summary>A lock that stops everybody, on a table that is asked all the time.</summary>
sealed class HotTableDdl : NodeRule<Statement>
{
    const int Usual = 100;

    public override string Name => "hot-table-ddl";

    public override RuleTopic Topic => RuleTopic.Transactions;

    public override Severity Severity => Severity.Warning;

    internal override bool TakesLimit => true;

    public override string Danger => "ACCESS EXCLUSIVE waits for every query that is at work, and all that come meanwhile wait behind it: on a table that is read hundreds of times a second, "
        + "a connection pool is used up before the lock is there.";

    public override string Cure => "Apply it when little is asked, and keep lock_timeout short: the runner gives way after it, lets the others pass, and tries again.";

    public override string Limits => "Said where the figures of the database are known (`--env`, `--url`, `--stats`), from 100 reads a second on; `lint: { limits: { hot-table-ddl: 500 } }` sets another rate. "
        + "Not said of a table that is new.";

    protected override IEnumerable<Finding> Check(Statement statement, LintContext context)
    {
        if (statement != context.Statement || context.Known.Figures is not { CountedSince: { } since, ReadAt: { } read } || read <= since)
        {
            yield break;
        }
        var most = context.Options.Of(this).Limit ?? Usual;
        foreach (var table in context.Locks.Where(one => one.Mode == LockMode.AccessExclusive).Select(one => context.Known.Table(one.Table)).OfType<KnownTable>())
        {
            if (table.Figures?.Reads / (read - since).TotalSeconds is { } rate && rate >= most)
            {
                yield return Finding.Of(statement, $"{context.Known.Written(table).Shown()} is read {InWords.Count((long)rate)} times a second, and nobody can while this waits for its lock or holds it.");
            }
        }
    }
}
