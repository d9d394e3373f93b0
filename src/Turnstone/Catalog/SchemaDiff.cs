namespace Turnstone.Catalog;

using System.Collections.Immutable;

/// <summary>What is not alike in two schemas. It knows what objects are called and what they say of themselves, and nothing of their kinds.</summary>
public static class SchemaDiff
{
    /// <summary>Each object once, in the order of names; parts of what is missing as a whole go with it.</summary>
    public static ImmutableArray<Difference> Between(Schema from, Schema to) =>
    [
        .. from.Objects.Values.Select(one => Of(one.Id, one, to.Objects.GetValueOrDefault(one.Id)))
            .Concat(to.Objects.Values.Where(one => !from.Objects.ContainsKey(one.Id)).Select(one => Of(one.Id, null, one)))
            .OfType<Difference>().Where(one => one.Kind == DifferenceKind.Changed || !GoesWithItsWhole(one.Id, from, to)).OrderBy(one => one.Id),
    ];

    static bool GoesWithItsWhole(ObjectId id, Schema from, Schema to) => id.Of is { } whole && from.Objects.ContainsKey(whole) != to.Objects.ContainsKey(whole);

    static Difference? Of(ObjectId id, SchemaObject? from, SchemaObject? to)
    {
        if (from is null || to is null)
        {
            return new(id, from is null ? DifferenceKind.Added : DifferenceKind.Removed, [], (from ?? to)!.Concern);
        }
        // Nearly always.
        if (from.Properties.SequenceEqual(to.Properties))
        {
            return null;
        }
        var (before, after) = (Values(from), Values(to));
        var changed = before.Keys.Union(after.Keys).Select(name => (before.GetValueOrDefault(name), after.GetValueOrDefault(name)))
            .Where(pair => pair.Item1.Value != pair.Item2.Value)
            .Select(pair => new PropertyChange(pair.Item1.Name ?? pair.Item2.Name, pair.Item1.Value, pair.Item2.Value, Worse(pair.Item1.Concern, pair.Item2.Concern)))
            .ToImmutableArray();
        return changed.IsEmpty ? null : new(id, DifferenceKind.Changed, changed, changed.Max(one => one.Concern));
    }

    static OrderedDictionary<string, Property> Values(SchemaObject one) => new(one.Properties.Select(property => KeyValuePair.Create(property.Name, property)));

    static Concern Worse(Concern left, Concern right) => left > right ? left : right;
}
