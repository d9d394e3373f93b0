namespace Turnstone.Catalog;

/// <summary>Puts things behind what they need; what stands ready goes by an order of its own, so that the same things always come out alike.</summary>
static class DependencyOrder
{
    /// <param name="needs">What has to come before; what is not among the items does not count.</param>
    /// <param name="order">No two items are equal in it. In a circle the first goes before what it needs.</param>
    public static List<T> Of<T>(IReadOnlyCollection<T> items, Func<T, IEnumerable<T>> needs, IComparer<T> order) where T : notnull
    {
        var all = items.ToHashSet();
        var missing = all.ToDictionary(item => item, item => needs(item).Where(needed => all.Contains(needed) && !needed.Equals(item)).ToHashSet());
        var dependents = missing.SelectMany(pair => pair.Value.Select(needed => (Needed: needed, Dependent: pair.Key))).ToLookup(pair => pair.Needed, pair => pair.Dependent);
        var ready = new PriorityQueue<T, T>(missing.Where(pair => pair.Value.Count == 0).Select(pair => (pair.Key, pair.Key)), order);
        var ordered = new List<T>(all.Count);
        while (missing.Count > 0)
        {
            var next = ready.TryDequeue(out var first, out _) ? first : missing.Keys.Min(order)!;
            if (!missing.Remove(next))
            {
                continue;
            }
            ordered.Add(next);
            foreach (var dependent in dependents[next].Where(missing.ContainsKey))
            {
                if (missing[dependent].Remove(next) && missing[dependent].Count == 0)
                {
                    ready.Enqueue(dependent, dependent);
                }
            }
        }
        return ordered;
    }
}
