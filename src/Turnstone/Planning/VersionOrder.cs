namespace Turnstone.Planning;

using System.Collections.Immutable;
using Turnstone.Migrations;

/// <summary>The order in which versions are meant to run: by number, and each behind those that its file names with <c>after=</c>.</summary>
/// <remarks>A new file changes nothing about the order of those that were there before it.</remarks>
sealed class VersionOrder
{
    readonly Dictionary<MigrationVersion, int> places = [];

    /// <param name="others">Versions that are known and have no file.</param>
    public VersionOrder(ImmutableArray<Migration> files, IEnumerable<MigrationVersion> others)
    {
        var waiting = files.Select(file => file.Version).Concat(others).Distinct().Order().ToList();
        if (files.All(file => file.Directives.After.IsEmpty))
        {
            waiting.ForEach(Add);
            return;
        }
        var known = waiting.ToHashSet();
        var needed = files.ToDictionary(file => file.Version, file => file.Directives.After.Select(one => one.Version).Where(known.Contains).ToHashSet());
        var followers = needed.SelectMany(one => one.Value.Select(version => (version, one.Key))).ToLookup(pair => pair.version, pair => pair.Key);
        var ready = new PriorityQueue<MigrationVersion, MigrationVersion>(waiting.Where(version => needed.GetValueOrDefault(version) is not { Count: > 0 }).Select(version => (version, version)));
        while (ready.TryDequeue(out var next, out _))
        {
            Add(next);
            foreach (var follower in followers[next].Where(follower => needed[follower].Remove(next) && needed[follower].Count == 0))
            {
                ready.Enqueue(follower, follower);
            }
        }
        // A circle, which nobody can carry out: there it is the numbers that are left.
        waiting.ForEach(Add);
    }

    public int PlaceOf(MigrationVersion version) => places.GetValueOrDefault(version, int.MaxValue);

    void Add(MigrationVersion version) => places.TryAdd(version, places.Count);
}
