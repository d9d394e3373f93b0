namespace Turnstone.Catalog;

/// <summary>Puts things behind what they need; what stands ready goes by an order of its own, so that the same things always come out alike.</summary>
static class DependencyOrder
{
    /// <param name="needs">What has to come before; what is not among the items does not count.</param>
    /// <param name="order">No two items are equal in it. In a circle the first goes before what it needs, and what needs one of the circle behind it all the same.</param>
    public static List<T> Of<T>(IEnumerable<T> items, Func<T, IEnumerable<T>> needs, IComparer<T> order) where T : notnull
    {
        T[] all = [.. items.Distinct()];
        var (needed, dependents) = Edges(all, needs);
        var missing = Array.ConvertAll(needed, list => list.Count);
        var ready = new PriorityQueue<int, T>(Enumerable.Range(0, all.Length).Where(at => missing[at] == 0).Select(at => (at, all[at])), order);
        var isDone = new bool[all.Length];
        var ordered = new List<T>(all.Length);
        while (ordered.Count < all.Length)
        {
            var next = ready.TryDequeue(out var first, out _) ? first : Circle(isDone, needed, dependents).MinBy(at => all[at], order);
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

    // By their places: whom each waits for, and who waits for it.
    static (List<int>[] Needed, List<int>[] Dependents) Edges<T>(T[] all, Func<T, IEnumerable<T>> needs) where T : notnull
    {
        var places = all.Index().ToDictionary(pair => pair.Item, pair => pair.Index);
        var (needed, dependents) = (Array.ConvertAll(all, _ => new List<int>(0)), Array.ConvertAll(all, _ => new List<int>(0)));
        for (var at = 0; at < all.Length; at++)
        {
            foreach (var one in needs(all[at]))
            {
                if (places.TryGetValue(one, out var place) && place != at && (dependents[place] is [] || dependents[place][^1] != at))
                {
                    needed[at].Add(place);
                    dependents[place].Add(at);
                }
            }
        }
        return (needed, dependents);
    }

    // Those that wait for each other and for nobody else: of a depth-first walk from the needed to those who need them, what is left last is in such a circle,
    // and whatever it needs is the circle (Kosaraju).
    static HashSet<int> Circle(bool[] isDone, List<int>[] needed, List<int>[] dependents)
    {
        var (seen, last) = (new HashSet<int>(), 0);
        foreach (var start in Enumerable.Range(0, isDone.Length).Where(at => !isDone[at] && !seen.Contains(at)))
        {
            // Whatever is reached from a start is left before it.
            last = start;
            Reach(start, dependents, isDone, seen);
        }
        var circle = new HashSet<int>();
        Reach(last, needed, isDone, circle);
        return circle;
    }

    static void Reach(int start, List<int>[] edges, bool[] isDone, HashSet<int> seen)
    {
        var open = new Stack<int>([start]);
        while (open.TryPop(out var at))
        {
            if (!isDone[at] && seen.Add(at))
            {
                foreach (var next in edges[at])
                {
                    open.Push(next);
                }
            }
        }
    }
}
