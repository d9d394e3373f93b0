namespace Turnstone.Linting.Rules.Transactions;

using Turnstone.Diagnostics;
using Turnstone.Sql.Clauses;
using Turnstone.Sql.Statements;

/// <summary>A limit on waiting for locks that is none.</summary>
sealed class LockTimeoutBadValue : NodeRule<Set>
{
    public override string Name => "lock-timeout-bad-value";

    public override RuleTopic Topic => RuleTopic.Transactions;

    public override Severity Severity => Severity.Warning;

    internal override bool TakesLimit => true;

    public override string Danger => "While a statement waits for a lock, everybody who comes after it waits behind it. Turnstone limits that by itself and tries again; a file that sets "
        + "`lock_timeout` to 0, or to minutes, takes the limit away and makes the queue as long as the longest transaction before it.";

    public override string Cure => "Leave `lock_timeout` alone. Where a file needs another one, its first lines say so: `-- turnstone: lock_timeout=2s`.";

    public override string Limits => "More than 10 seconds are too many; `lint: { rules: { lock-timeout-bad-value: { limit: 30 } } }` says otherwise.";

    const int UsualSeconds = 10;

    protected override IEnumerable<Finding> Check(Set set, LintContext context)
    {
        if (set.Change is { Name: "lock_timeout", Action: SettingAction.Set, Values: [var written] } && SettingTime.Read(context.Text(written)) is { } time)
        {
            var most = context.Options.Of(this).Limit ?? UsualSeconds;
            if (time == TimeSpan.Zero)
            {
                yield return Finding.Of(set, "Without a limit, everybody queues behind this file for as long as somebody else holds the lock.");
            }
            else if (time > TimeSpan.FromSeconds(most))
            {
                yield return Finding.Of(set, $"For {time.TotalSeconds:0} seconds everybody queues behind this file where somebody else holds the lock; more than {most} are too many.");
            }
        }
    }
}
