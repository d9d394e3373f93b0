namespace Turnstone.Tests.Grammar;

using Turnstone.Sql;

/// <summary>How much agrees, by measure and version, and what does not.</summary>
sealed class Tally
{
    readonly Dictionary<(Measure Measure, PgVersion Version), (int Same, int Of)> counts = [];
    readonly List<Disagreement> disagreements = [];
    readonly Dictionary<string, (int Compared, int Not)> trees = [];

    public IReadOnlyList<Disagreement> Disagreements => disagreements;

    /// <summary>By the name of our record: how many trees were compared, and of how many one of the two says nothing.</summary>
    public IReadOnlyDictionary<string, (int Compared, int Not)> Trees => trees;

    public void CountTree(string kind, bool isCompared)
    {
        var before = trees.GetValueOrDefault(kind);
        trees[kind] = (before.Compared + (isCompared ? 1 : 0), before.Not + (isCompared ? 0 : 1));
    }

    /// <summary>Of the versions together.</summary>
    public (int Same, int Of) Total(Measure measure) =>
        counts.Where(count => count.Key.Measure == measure).Aggregate((Same: 0, Of: 0), (sum, count) => (sum.Same + count.Value.Same, sum.Of + count.Value.Of));

    public (int Same, int Of) this[Measure measure, PgVersion version] => counts.GetValueOrDefault((measure, version));

    public void Count(Measure measure, PgVersion version, int same, int of)
    {
        var before = this[measure, version];
        counts[(measure, version)] = (before.Same + same, before.Of + of);
    }

    /// <summary>Counts one, and keeps it where it is a disagreement.</summary>
    public void Count(bool same, Disagreement otherwise)
    {
        Count(otherwise.Measure, otherwise.Version, same ? 1 : 0, 1);
        if (!same)
        {
            disagreements.Add(otherwise);
        }
    }
}
