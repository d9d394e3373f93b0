namespace Turnstone.Linting.Rules.Data;

using Turnstone.Diagnostics;
using Turnstone.Sql.Statements;

/// <summary>As many rows as there are, in one transaction.</summary>
sealed class UpdateUnbatched : NodeRule<Update>
{
    public override string Name => "update-unbatched";

    public override RuleTopic Topic => RuleTopic.Data;

    public override Severity Severity => Severity.Warning;

    public override string Danger => "An UPDATE of a whole table holds a lock on every row until it commits: whoever changes one of them waits. Each row is written a second time, with all "
        + "its index entries, the old one stays until VACUUM, and replicas fall behind by as much.";

    public override string Cure => "Make it a backfill: batches of some thousand rows by the primary key, each in a transaction of its own, that wait for replicas and go on where they "
        + "were stopped. `-- turnstone: backfill=…` does that.";

    public override string Limits => "Said where there is no WHERE, or one that only leaves out nulls or one value. A comparison with a value, a list, a range or a LIMIT may be few rows, "
        + "and is not said; nor is a table that is new or temporary, nor one whose rows a migration wrote out with INSERT … VALUES, their numbers too: that is a list, or a table of settings.";

    public override LockClaim Claim => new(LockMode.RowExclusive, Scans: true);

    protected override IEnumerable<Finding> Check(Update update, LintContext context)
    {
        if (context.MayBeLarge(update.Table.Name) && RowChoice.IsUnlimited(update, context.IsInBlock))
        {
            yield return Finding.Of(update, $"{(update.Where is null ? "Every row" : "As many rows as there are")} of {update.Table.Name.Shown()} {(update.Where is null ? "is" : "are")} changed in one transaction, and locked until it ends.");
        }
    }
}
