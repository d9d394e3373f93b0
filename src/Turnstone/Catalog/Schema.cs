namespace Turnstone.Catalog;

using System.Collections.Frozen;
using System.Collections.Immutable;
using Turnstone.Catalog.Objects;
using Turnstone.Sql;

/// <summary>What a database is made of at one moment: its objects by what they are called, and which of them needs which.</summary>
public sealed class Schema
{
    readonly Lazy<ILookup<ObjectId, SchemaObject>> parts;
    readonly Lazy<Dictionary<ObjectId, ImmutableArray<ObjectId>>> needs;
    readonly Lazy<Dictionary<ObjectId, ImmutableArray<ObjectId>>> dependents;
    readonly Lazy<Dictionary<ObjectId, ImmutableArray<SchemaObject>>> madeWith;
    readonly Lazy<HashSet<ObjectId>> within;
    readonly bool isPublicRead;

    /// <remarks>Who wants a fingerprint, or a difference, does not ask who needs whom: that is found out once somebody does.</remarks>
    /// <param name="isPublicRead">Whether it would have the schema <c>public</c>, if there is one.</param>
    /// <param name="dependencies">What the server says beside what objects say of themselves; whom it knows nothing of is left out.</param>
    public Schema(PgVersion version, string? owner, bool isPublicRead, IEnumerable<SchemaObject> objects, IEnumerable<(ObjectId Dependent, ObjectId Needed)> dependencies)
    {
        (Version, Owner, this.isPublicRead) = (version, owner, isPublicRead);
        Objects = objects.ToFrozenDictionary(one => one.Id);
        parts = new(() => Objects.Values.Where(one => one.Id.Of is not null).OrderBy(one => one.Id).ToLookup(one => one.Id.Of!));
        needs = new(() => Grouped(dependencies.Concat(Objects.Values.SelectMany(one => one.Needs.Select(needed => (one.Id, needed))))
            .Where(pair => pair.Item1 != pair.Item2 && Objects.ContainsKey(pair.Item1) && Objects.ContainsKey(pair.Item2)).Distinct()));
        dependents = new(() => Grouped(needs.Value.SelectMany(pair => pair.Value.Select(needed => (needed, pair.Key)))));
        madeWith = new(() => Objects.Values.Select(one => (one.Id, With: one.CreatedWith(this).ToImmutableArray())).Where(pair => !pair.With.IsEmpty).ToDictionary(pair => pair.Id, pair => pair.With));
        within = new(() => madeWith.Value.Values.SelectMany(made => made).Select(part => part.Id).ToHashSet());
    }

    static Dictionary<ObjectId, ImmutableArray<ObjectId>> Grouped(IEnumerable<(ObjectId Of, ObjectId One)> pairs) =>
        pairs.GroupBy(pair => pair.Of, pair => pair.One).ToDictionary(group => group.Key, group => group.Order().ToImmutableArray());

    /// <summary>What a new database is made of, as far as it was read of another: nothing but the schema <c>public</c>.</summary>
    public static Schema OfNewDatabase(Schema like) => new(like.Version, like.Owner, like.isPublicRead, like.isPublicRead ? [new Namespace(Namespace.Named("public"))] : [], []);

    /// <summary>All but some objects.</summary>
    public Schema Without(Func<ObjectId, bool> left) =>
        new(Version, Owner, isPublicRead, Objects.Values.Where(one => !left(one.Id)), Dependencies) { Roles = Roles, IsRecorded = IsRecorded, Unread = Unread };

    /// <summary>The same with other owners.</summary>
    /// <param name="ownerOf">What each object's is; none of those of <paramref name="owner"/>.</param>
    internal Schema OwnedBy(string? owner, Func<ObjectId, string?> ownerOf) =>
        new(Version, owner, isPublicRead, Objects.Values.Select(one => one with { Owner = ownerOf(one.Id) }), Dependencies) { Roles = Roles, Unread = Unread };

    IEnumerable<(ObjectId Dependent, ObjectId Needed)> Dependencies => needs.Value.SelectMany(pair => pair.Value.Select(needed => (pair.Key, needed)));

    /// <summary>Whether it was read from a document, which says what is so of each object and not what makes it.</summary>
    public bool IsRecorded { get; init; }

    /// <summary>What the database has beside it that nobody reads here, by kind: <c>2 large objects</c>.</summary>
    public ImmutableArray<string> Unread { get; init; } = [];

    /// <summary>The server that it was read from.</summary>
    public PgVersion Version { get; }

    /// <summary>The role that has most of its objects; of those it goes unsaid, so that databases of different migrators are equal.</summary>
    public string? Owner { get; }

    /// <summary>Every role of the server. They are no part of it, and what is made of it may need them.</summary>
    public ImmutableArray<string> Roles { get; init; } = [];

    public FrozenDictionary<ObjectId, SchemaObject> Objects { get; }

    /// <summary>The parts of an object: a table's columns, indexes, triggers.</summary>
    public IEnumerable<T> PartsOf<T>(ObjectId whole) where T : SchemaObject => parts.Value[whole].OfType<T>();

    /// <summary>What must be there before an object is.</summary>
    public ImmutableArray<ObjectId> NeedsOf(ObjectId id) => needs.Value.GetValueOrDefault(id, []);

    /// <summary>What needs an object.</summary>
    public ImmutableArray<ObjectId> DependentsOf(ObjectId id) => dependents.Value.GetValueOrDefault(id, []);

    /// <summary>Whether the statement that makes its whole makes it as well.</summary>
    public bool IsMadeWithItsWhole(ObjectId id) => within.Value.Contains(id);

    /// <summary>What must be there before an object is made with all that its statement makes.</summary>
    public IEnumerable<SchemaObject> NeededBy(SchemaObject one)
    {
        var with = madeWith.Value.GetValueOrDefault(one.Id, []);
        return with.IsEmpty ? NeedsOf(one.Id).Select(id => Objects[id])
            : NeedsOf(one.Id).Concat(with.SelectMany(part => NeedsOf(part.Id))).Where(id => id != one.Id && id.Of != one.Id).Distinct().Select(id => Objects[id]);
    }
}
