namespace Turnstone.Tests.Grammar;

/// <summary>How much of a corpus has to agree.</summary>
static class Targets
{
    public static readonly (Measure Measure, double Least)[] Everywhere =
    [
        (Measure.Boundaries, 1), (Measure.Verb, 1), (Measure.Accept, 0.999), (Measure.Reject, 0.99), (Measure.Tables, 1), (Measure.Columns, 1), (Measure.Trees, 1),
        (Measure.DamagedAccept, 0.999), (Measure.DamagedReject, 0.99), (Measure.DamagedTrees, 0.999),
        (Measure.BodyAccept, 0.999), (Measure.BodyReject, 0.99), (Measure.BodyOutline, 1),
    ];

    /// <summary>Of the statements that a grammar takes, in a corpus: how many have to be in our tree with all they hold.</summary>
    public static double LeastParsed(string corpus) => corpus switch
    {
        "graphile-worker" or "tt-rss" or "roundcube" or "icingadb" or "own" => 0.99,
        _ => 0.85,
    };

    /// <summary>What a report misses. Of a few statements a share that is not all of them allows one.</summary>
    public static IEnumerable<string> Missed(string corpus, Report report) =>
        from target in Everywhere.Append((Measure.Parsed, LeastParsed(corpus)))
        let found = report.Tally.Total(target.Item1)
        where found.Of - found.Same > Math.Ceiling((1 - target.Item2) * found.Of)
        select $"{target.Item1}: {found.Same} of {found.Of}, wanted {target.Item2:P1}";
}
