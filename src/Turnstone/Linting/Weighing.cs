namespace Turnstone.Linting;

using Turnstone.Diagnostics;
using Turnstone.Linting.Knowledge;
using Turnstone.Text;

/// <summary>What a database's figures make of a finding: how large the table is that others wait for, how much it is used.</summary>
static class Weighing
{
    // A scan of as much takes some tens of milliseconds.
    const long SmallBytes = 32L << 20;

    /// <summary>The finding as it counts with the figures that are known; as it is where none are.</summary>
    public static Finding Of(Finding finding, LintRule rule, LintContext context)
    {
        if (context.Known.Figures is not { } figures || rule.Claim is not { } claim || LargestOf(context, claim.Mode) is not var (name, largest) || largest.Rows is null && largest.Bytes > 0)
        {
            return finding;
        }
        if (rule.WeighsUse)
        {
            return finding with { Message = $"{finding.Message} {Use(name, largest, figures)}".TrimEnd() };
        }
        if (!rule.WeighsSize)
        {
            return finding;
        }
        var isSmall = (largest.Rows ?? 0) <= context.Options.SmallTable && largest.Bytes <= SmallBytes;
        var weighed = finding with { Message = $"{finding.Message} {Size(name, largest, claim, isSmall)}" };
        // Who said how much it counts is heard.
        return isSmall && context.Options.Of(rule).Severity is null ? weighed with { Severity = Severity.Info } : weighed;
    }

    static (string Name, TableFigures Figures)? LargestOf(LintContext context, LockMode mode)
    {
        var tables = context.Locks.Where(one => one.Mode >= (mode < LockMode.Share ? mode : LockMode.Share)).Select(one => context.Known.Table(one.Table))
            .OfType<KnownTable>().Where(table => table.IsPartitioned != true).ToList();
        // Of one that is not known nothing can be said, and it may be the largest.
        return tables.Count > 0 && tables.All(table => table.Figures is not null) && tables.MaxBy(table => table.Figures!.Bytes) is { } largest
            ? (context.Known.Written(largest).Shown(), largest.Figures!) : null;
    }

    static string Size(string name, TableFigures table, LockClaim claim, bool isSmall) =>
        (table.Rows ?? 0) == 0 && table.Bytes == 0 ? $"{name} is empty."
        : $"{name} has {Rows(table.Rows ?? 0)}, {InWords.Size(table.Bytes)}{(isSmall ? ": that is soon done" : claim.Rewrites ? ", and as much space is needed again until it commits" : "")}.";

    static string Rows(long rows) => rows == 1 ? "1 row" : $"{InWords.Count(rows)} rows";

    static string Use(string name, TableFigures table, DatabaseFigures figures)
    {
        if (table.Reads is not { } reads || table.Writes is not { } writes)
        {
            return "";
        }
        var since = figures.CountedSince is { } time ? $" since {time:yyyy-MM-dd}" : " since the server counts";
        return reads == 0 && writes == 0 ? $"Nobody read or wrote {name}{since}." : $"{name} was read {InWords.Count(reads)} times{since}, and {Rows(writes)} were written.";
    }
}
