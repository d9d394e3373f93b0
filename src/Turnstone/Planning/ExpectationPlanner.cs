namespace Turnstone.Planning;

using System.Collections.Immutable;
using Turnstone.Catalog;
using Turnstone.Catalog.Objects;
using Turnstone.Plans;
using Turnstone.Sql;

/// <summary>Says of each step, in the order in which they run, what it has to find: the objects that it names as they are now, but for those that an earlier step may change.</summary>
/// <param name="path">The schemas that a name without one is looked for in; the first is where it is made.</param>
sealed class ExpectationPlanner(Schema target, ImmutableArray<string> path, PgVersion version)
{
    // What a relation's name may be of, beside the parts of tables.
    static readonly ImmutableArray<string> RelationKinds = [Table.Kind, View.Kind, View.Materialized, ForeignTable.Kind, Sequence.Kind, Index.Kind];

    readonly ImmutableSortedDictionary<string, SchemaFingerprint.Part> fingerprints = SchemaFingerprint.Of(target).Objects;
    readonly ILookup<ObjectId, ObjectId> parts = target.Objects.Keys.ToLookup(id => id.Whole);
    readonly ILookup<string, ObjectId> relations = target.Objects.Keys.Where(id => RelationKinds.Contains(id.Kind)).ToLookup(id => id.Name, StringComparer.Ordinal);
    readonly ILookup<string, ObjectId> others = target.Objects.Keys.Where(id => id.Of is null && id.Schema is not null && !RelationKinds.Contains(id.Kind)).ToLookup(id => id.Name, StringComparer.Ordinal);
    // The server says of a column that it needs its sequence, and not the other way round.
    readonly ILookup<ObjectId, ObjectId> sequences = target.Objects.Values.OfType<Sequence>().Where(one => one is { OwnedBy: not null, IsIdentity: false }).ToLookup(one => one.OwnedBy!.Whole, one => one.Id);
    readonly HashSet<ObjectId> ours = [];
    readonly HashSet<string> oursByName = new(StringComparer.Ordinal);
    readonly HashSet<string> routines = new(StringComparer.Ordinal);
    bool anythingIsOurs;

    /// <summary>What the next step has to find; behind it, what it may change is expected of none.</summary>
    /// <param name="isChecked">Whether somebody compares before it; otherwise it only changes.</param>
    public ImmutableArray<ExpectedObject>? Next(IEnumerable<PlannedStatement> carried, IEnumerable<PlannedStatement> statements, bool isChecked)
    {
        var touch = StepTouch.Of(carried, statements, version, IsOwnRoutine);
        ImmutableArray<ExpectedObject> expected = isChecked && !anythingIsOurs ? [.. Expected(touch)] : [];
        Follow(touch);
        return expected.IsEmpty ? null : expected;
    }

    IEnumerable<ExpectedObject> Expected(StepTouch touch)
    {
        var wholes = touch.Relations.Where(name => IsSure(name, touch)).SelectMany(Found).Concat(touch.Others.Where(name => IsSure(name, touch)).SelectMany(name => Found(others, name)))
            .Select(id => id.Whole).ToHashSet();
        wholes.UnionWith([.. wholes.SelectMany(whole => sequences[whole])]);
        var free = touch.Free.Where(name => IsSure(name, touch) && !Found(name).Any()).Select(NewName).Where(name => !oursByName.Contains(name)).Distinct();
        return wholes.Except(ours).SelectMany(whole => parts[whole]).Select(id => $"{id}").Order(StringComparer.Ordinal).Select(name => new ExpectedObject(name, fingerprints[name].Digest))
            .Concat(free.Order(StringComparer.Ordinal).Select(ExpectedObject.None));
    }

    static bool IsSure(ObjectName name, StepTouch touch) => name.Schema is not null || !touch.MovesNames;

    void Follow(StepTouch touch)
    {
        anythingIsOurs |= touch.MayChangeAnything;
        routines.UnionWith(touch.Routines);
        foreach (var name in touch.Changed)
        {
            oursByName.Add(NewName(name));
            Take(touch.MovesNames && name.Schema is null ? relations[name.Name.Name] : Found(name), touch.ReachesDependents);
        }
        foreach (var name in touch.Named.Concat(touch.Free))
        {
            oursByName.Add(NewName(name));
        }
        // What a function or a type is changes what uses it.
        Take(touch.Others.SelectMany(name => touch.MovesNames && name.Schema is null ? others[name.Name.Name] : Found(others, name)), isFar: true);
    }

    void Take(IEnumerable<ObjectId> changed, bool isFar)
    {
        var waiting = new Stack<ObjectId>(changed.Select(id => id.Whole));
        var seen = new HashSet<ObjectId>();
        while (waiting.TryPop(out var whole))
        {
            if (!seen.Add(whole))
            {
                continue;
            }
            ours.Add(whole);
            ours.UnionWith(sequences[whole]);
            foreach (var dependent in parts[whole].SelectMany(part => target.DependentsOf(part)))
            {
                if (isFar || Follows(dependent))
                {
                    waiting.Push(dependent.Whole);
                }
            }
        }
    }

    // A view is read anew, a partition gets the columns of the table above; the table on the other side of a foreign key stays what it is.
    static bool Follows(ObjectId dependent) => dependent.Kind is Partition.Kind or Inheritance.Kind || dependent.Whole.Kind is not (Table.Kind or ForeignTable.Kind);

    IEnumerable<ObjectId> Found(ObjectName name) => Found(relations, name);

    IEnumerable<ObjectId> Found(ILookup<string, ObjectId> of, ObjectName name)
    {
        var called = of[name.Name.Name];
        if (name.Schema is { } schema)
        {
            return called.Where(id => SchemaOf(id) == schema.Name);
        }
        return path.Select(one => called.Where(id => SchemaOf(id) == one)).FirstOrDefault(found => found.Any()) ?? [];
    }

    static string? SchemaOf(ObjectId id) => id.Schema ?? id.Whole.Schema;

    string NewName(ObjectName name) => Expectation.NameOf(name.Schema?.Name ?? path.FirstOrDefault() ?? "public", name.Name.Name);

    bool IsOwnRoutine(string name) => routines.Contains(name) || others[name].Any(id => id.Kind is Routine.Kind or Routine.Procedure);
}
