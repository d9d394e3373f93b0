namespace Turnstone.Catalog;

/// <summary>Puts things behind what they need; what stands ready goes by an order of its own, so that the same things always come out alike.</summary>
static class DependencyOrder
{
    /// <param name="needs">What has to come before; what is not among the items does not count.</param>
    /// <param name="order">No two items are equal in it. In a circle the first goes before what it needs.</param>
    public static List<T> Of<T>(IEnumerable<T> items, Func<T, IEnumerable<T>> needs, IComparer<T> order) where T : notnull
    {
        T[] all = [.. items.Distinct()];
        var (missing, dependents) = Counted(all, needs);
        var ready = new PriorityQueue<int, T>(Enumerable.Range(0, all.Length).Where(at => missing[at] == 0).Select(at => (at, all[at])), order);
        var isDone = new bool[all.Length];
        var ordered = new List<T>(all.Length);
        while (ordered.Count < all.Length)
        {
            var next = ready.TryDequeue(out var first, out _) ? first : Enumerable.Range(0, all.Length).Where(at => !isDone[at]).MinBy(at => all[at], order);
            isDone[next] = true;
            ordered.Add(all[next]);
            foreach (var dependent in dependents[next].Where(at => !isDone[at]))
            {
                missing[dependent]--;
                if (missing[dependent] == 0)
                {
                    ready.Enqueue(dependent, all[dependent]);
                }
            }
        }
        return ordered;
    }

    // By their places: how many others each waits for, and who waits for it.
    static (int[] Missing, List<int>[] Dependents) Counted<T>(T[] all, Func<T, IEnumerable<T>> needs) where T : notnull
    {
        var places = all.Index().ToDictionary(pair => pair.Item, pair => pair.Index);
        var (missing, lastNeededBy) = (new int[all.Length], new int[all.Length]);
        var dependents = Array.ConvertAll(all, _ => new List<int>(0));
        Array.Fill(lastNeededBy, -1);
        for (var at = 0; at < all.Length; at++)
        {
            foreach (var needed in needs(all[at]))
            {
                if (places.TryGetValue(needed, out var place) && place != at && lastNeededBy[place] != at)
                {
                    lastNeededBy[place] = at;
                    missing[at]++;
                    dependents[place].Add(at);
                }
            }
        }
        return (missing, dependents);
    }
}
