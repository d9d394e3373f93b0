namespace Turnstone.Catalog;

using System.Collections.Frozen;
using System.Collections.Immutable;
using Turnstone.Sql;

/// <summary>What a database is made of at one moment: its objects by what they are called, and which of them needs which.</summary>
public sealed class Schema
{
    readonly ILookup<ObjectId, SchemaObject> parts;
    readonly FrozenDictionary<ObjectId, ImmutableArray<ObjectId>> needs;

    /// <param name="dependencies">What the server says beside what objects say of themselves; whom it knows nothing of is left out.</param>
    public Schema(PgVersion version, IEnumerable<SchemaObject> objects, IEnumerable<(ObjectId Dependent, ObjectId Needed)> dependencies)
    {
        Version = version;
        Objects = objects.ToFrozenDictionary(one => one.Id);
        parts = Objects.Values.Where(one => one.Id.Of is not null).OrderBy(one => one.Id).ToLookup(one => one.Id.Of!);
        needs = dependencies.Concat(Objects.Values.SelectMany(one => one.Needs.Select(needed => (one.Id, needed))))
            .Where(pair => pair.Item1 != pair.Item2 && Objects.ContainsKey(pair.Item1) && Objects.ContainsKey(pair.Item2))
            .Distinct().GroupBy(pair => pair.Item1, pair => pair.Item2)
            .ToFrozenDictionary(group => group.Key, group => group.Order().ToImmutableArray());
    }

    /// <summary>The server that it was read from.</summary>
    public PgVersion Version { get; }

    public FrozenDictionary<ObjectId, SchemaObject> Objects { get; }

    /// <summary>The parts of an object: a table's columns, indexes, triggers.</summary>
    public IEnumerable<T> PartsOf<T>(ObjectId whole) where T : SchemaObject => parts[whole].OfType<T>();

    /// <summary>What must be there before an object is.</summary>
    public ImmutableArray<ObjectId> NeedsOf(ObjectId id) => needs.GetValueOrDefault(id, []);
}
