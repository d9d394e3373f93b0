namespace Turnstone.Cli.Rendering;

using Turnstone.Diagnostics;

/// <summary>Complaints of which many are alike: the first few say enough, and the rest is counted.</summary>
static class Folding
{
    const int Most = 3;

    /// <summary>Those that are shown, each with how many more like it are not; errors are shown one by one, since each has to be mended.</summary>
    public static IEnumerable<(Diagnostic Said, int More)> Of(IEnumerable<Diagnostic> said)
    {
        var all = said.ToList();
        var like = all.Where(one => one.Severity != Severity.Error).GroupBy(one => one.Rule).ToDictionary(group => group.Key, group => group.Count());
        var seen = new Dictionary<string, int>();
        foreach (var one in all)
        {
            var number = one.Severity == Severity.Error ? 0 : seen[one.Rule] = seen.GetValueOrDefault(one.Rule) + 1;
            var isFolded = number > 0 && like[one.Rule] > Most + 1;
            if (!isFolded || number <= Most)
            {
                yield return (one, isFolded && number == Most ? like[one.Rule] - Most : 0);
            }
        }
    }
}
