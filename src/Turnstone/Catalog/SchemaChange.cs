namespace Turnstone.Catalog;

using System.Collections.Immutable;
using Turnstone.Catalog.Objects;
using Turnstone.Text;

/// <summary>
/// The statements that make one schema of another. What an object can be altered into, it says itself; what cannot be altered is taken away and made anew, and
/// with it what needs it, unless that follows by itself or lets go for the while.
/// </summary>
public sealed class SchemaChange
{
    readonly Change change;
    readonly HashSet<ObjectId> gone = [];
    readonly HashSet<ObjectId> made = [];
    readonly HashSet<ObjectId> belongings = [];
    readonly Dictionary<ObjectId, Alteration> altered = [];
    readonly Dictionary<(ObjectId Held, ObjectId Needed), (ImmutableArray<Sql> Before, ImmutableArray<Sql> After)> released = [];

    readonly ImmutableArray<DefaultPrivileges> inForce;

    SchemaChange(Schema from, Schema to) => (change, inForce) = (new(from, to), [.. from.Objects.Values.OfType<DefaultPrivileges>().OrderBy(one => one.Id)]);

    public static ImmutableArray<ChangeStatement> Of(Schema from, Schema to)
    {
        var one = new SchemaChange(from, to);
        one.Sort(SchemaDiff.Between(from, to));
        one.Displace();
        return [.. one.Ordered().SelectMany(one.StatementsOf).Concat(one.Finishing()).DistinctBy(statement => statement.Sql.ToString())];
    }

    void Sort(ImmutableArray<Difference> differences)
    {
        foreach (var difference in differences)
        {
            var id = difference.Id;
            if (difference.Kind == DifferenceKind.Removed)
            {
                Take(id);
            }
            else if (difference.Kind == DifferenceKind.Added)
            {
                Make(id);
            }
            else if (difference.Properties.All(one => one.Name is "owner" or "grants" or "comment"))
            {
                belongings.Add(id);
            }
            else if (change.To.Objects[id].Alter(change.From.Objects[id], change) is { } alteration)
            {
                altered.Add(id, alteration);
            }
            else
            {
                Take(id);
                Make(id);
            }
        }
    }

    // With its parts.
    void Take(ObjectId id)
    {
        gone.Add(id);
        altered.Remove(id);
        belongings.Remove(id);
        foreach (var part in change.From.PartsOf<SchemaObject>(id).Where(part => !gone.Contains(part.Id)))
        {
            Take(part.Id);
        }
    }

    void Make(ObjectId id)
    {
        made.Add(id);
        foreach (var part in change.To.PartsOf<SchemaObject>(id).Where(part => !made.Contains(part.Id)))
        {
            Make(part.Id);
        }
    }

    void Displace()
    {
        var following = new HashSet<ObjectId>();
        var open = new Queue<ObjectId>([.. gone, .. altered.Where(one => one.Value.Displaces).Select(one => one.Key)]);
        while (open.TryDequeue(out var needed))
        {
            foreach (var id in change.From.DependentsOf(needed).Where(id => !gone.Contains(id) && IsHeldBy(id, needed)))
            {
                if (!gone.Contains(needed) && change.From.Objects[id].Follows)
                {
                    if (following.Add(id))
                    {
                        open.Enqueue(id);
                    }
                    continue;
                }
                if (change.From.Objects[id].Release(needed) is var (before, after))
                {
                    released.TryAdd((id, needed), ([.. before], NeedsStill(id, needed) ? [.. after] : []));
                    continue;
                }
                var all = gone.Count;
                Take(id);
                if (change.To.Objects.ContainsKey(id))
                {
                    Make(id);
                }
                foreach (var taken in gone.Skip(all))
                {
                    open.Enqueue(taken);
                }
            }
        }
    }

    // What is altered so that it needs the other no more is altered first, unless it can let go before.
    bool IsHeldBy(ObjectId id, ObjectId needed) => gone.Contains(needed)
        ? NeedsStill(id, needed) || !altered.ContainsKey(id) && !change.From.Objects[id].LetsGo(needed, change) || change.From.Objects[id].Release(needed) is not null
        : id.Of != needed;

    // Of what goes as a whole it may need another part then.
    bool NeedsStill(ObjectId id, ObjectId needed) => change.To.NeedsOf(id) is var needs
        && (needs.Contains(needed) || needed.Of is { } whole && gone.Contains(whole) && needs.Any(one => one == whole || one.Of == whole));

    List<Deed> Ordered()
    {
        var deeds = new HashSet<Deed>(
        [
            .. gone.Select(id => new Deed(DeedKind.Drop, id)), .. made.Union(belongings).Union(altered.Keys).Select(id => new Deed(DeedKind.Make, id)),
            .. released.Keys.Select(pair => new Deed(DeedKind.Release, pair.Held) { Needed = pair.Needed }), .. released.Keys.Select(pair => new Deed(DeedKind.Restore, pair.Held) { Needed = pair.Needed }),
        ]);
        var names = gone.Where(id => id.Of is null).ToLookup(id => (id.Schema, id.Name));
        return DependencyOrder.Of(deeds, deed => Before(deed, names), DeedOrder());
    }

    IEnumerable<Deed> Before(Deed deed, ILookup<(string?, string), ObjectId> names) => deed.Kind switch
    {
        DeedKind.Drop => BeforeDrop(deed.Id),
        DeedKind.Make => BeforeMake(deed.Id, names),
        DeedKind.Restore => [new(DeedKind.Make, deed.Needed!), new(DeedKind.Make, deed.Id), new(DeedKind.Release, deed.Id) { Needed = deed.Needed }],
        _ => [],
    };

    // What needs a part of something is gone before the part, and so before the whole that takes the part along.
    IEnumerable<Deed> BeforeDrop(ObjectId id) => change.From.DependentsOf(id).SelectMany(dependent =>
        (Deed[])[
            new(DeedKind.Drop, dependent), .. Carrier(dependent) == Carrier(id) ? (Deed[])[] : [new(DeedKind.Drop, Carrier(dependent))], new(DeedKind.Release, dependent) { Needed = id },
            .. altered.ContainsKey(dependent) && dependent.Of != id && !released.ContainsKey((dependent, id)) ? (Deed[])[new(DeedKind.Make, dependent)] : [],
        ]);

    IEnumerable<Deed> BeforeMake(ObjectId id, ILookup<(string?, string), ObjectId> names) =>
    [
        .. (made.Contains(id) ? change.To.NeededBy(change.To.Objects[id]).Select(needed => needed.Id) : change.To.NeedsOf(id)).Select(needed => new Deed(DeedKind.Make, needed)),
        .. made.Contains(id) ? change.To.Objects[id].ComesBehind(change.To).Select(other => new Deed(DeedKind.Make, other)) : [],
        new(DeedKind.Drop, id),
        .. altered.TryGetValue(id, out var alteration) && alteration.Displaces ? change.From.DependentsOf(id).SelectMany(held => BeforeDisplacing(held, id)) : [],
        .. id.Of is null ? names[(id.Schema, id.Name)].Select(other => new Deed(DeedKind.Drop, other)) : [],
    ];

    IEnumerable<Deed> BeforeDisplacing(ObjectId held, ObjectId id) =>
        [new(DeedKind.Drop, Carrier(held)), new(DeedKind.Release, held) { Needed = id }, .. altered.ContainsKey(held) && held.Of != id && !NeedsStill(held, id) ? (Deed[])[new(DeedKind.Make, held)] : []];

    // What goes with another is gone when that one is.
    ObjectId Carrier(ObjectId id)
    {
        var carrier = gone.Contains(id) ? change.From.Objects[id].GoesWith(change).FirstOrDefault(gone.Contains) : null;
        return carrier is null || carrier == id ? id : Carrier(carrier);
    }

    // Away first, and what was made last goes first.
    Comparer<Deed> DeedOrder() => Comparer<Deed>.Create((left, right) =>
        left.Kind != right.Kind ? left.Kind.CompareTo(right.Kind)
        : left.Kind == DeedKind.Drop ? Compare(right, left, change.From)
        : Compare(left, right, left.Kind == DeedKind.Make ? change.To : change.From));

    static int Compare(Deed left, Deed right, Schema schema) =>
        SchemaText.Order.Compare(schema.Objects[left.Id], schema.Objects[right.Id]) is not 0 and var order ? order : Comparer<ObjectId>.Default.Compare(left.Needed, right.Needed);

    IEnumerable<ChangeStatement> StatementsOf(Deed deed) => deed.Kind switch
    {
        DeedKind.Drop => Carrier(deed.Id) == deed.Id ? Said(deed.Id, [change.From.Objects[deed.Id].Drop], change.From.Objects[deed.Id].Loses) : [],
        DeedKind.Release => Said(deed.Id, released[(deed.Id, deed.Needed!)].Before, null),
        DeedKind.Restore => Said(deed.Id, released[(deed.Id, deed.Needed!)].After, null),
        _ => Making(deed.Id),
    };

    IEnumerable<ChangeStatement> Making(ObjectId id)
    {
        var to = change.To.Objects[id];
        if (made.Contains(id))
        {
            return Said(id, [.. Creating(to), .. Belongings.Of(to, GivenByDefault(id))], null);
        }
        var from = change.From.Objects[id];
        var (statements, loses) = altered.TryGetValue(id, out var alteration) ? (alteration.Statements, alteration.Loses) : ([], null);
        return Said(id, statements, loses).Concat(Said(id, alteration?.MakesAnew == true ? Belongings.Of(to, GivenByDefault(id))
            : [.. Belongings.Between(from, to, change.From.Owner), .. Belongings.Kept(from, to, change.To.PartsOf<SchemaObject>(id)),
                .. Belongings.HandedOver(from, to, change.From.Owner, change.To.PartsOf<SchemaObject>(id).Where(part => change.From.Objects.ContainsKey(part.Id)).Select(part => (change.From.Objects[part.Id], part)))], null));
    }

    IEnumerable<Sql> Creating(SchemaObject to) =>
        change.To.IsMadeWithItsWhole(to.Id) && made.Contains(to.Id.Of!) ? []
        : to.ComesWith(change).Any(id => made.Contains(id) || gone.Contains(id)) ? to.Adapted(change.To, isNew: false)
        : to.Create(change.To);

    // Those that stay are in force; those that come, or come anew, are said at the very end.
    ImmutableArray<Grant> GivenByDefault(ObjectId id) =>
        [.. inForce.Where(one => !gone.Contains(one.Id) && one.AreOf(id)).SelectMany(one => one.Given).Distinct()];

    IEnumerable<ChangeStatement> Finishing() => made.Concat(altered.Keys).Select(id => change.To.Objects[id]).Order(SchemaText.Order).SelectMany(one =>
        Said(one.Id, made.Contains(one.Id) ? one.Finish() : altered[one.Id].Last, null));

    static IEnumerable<ChangeStatement> Said(ObjectId id, IEnumerable<Sql> statements, string? loses) =>
        statements.Where(statement => !statement.IsEmpty).Select(statement => new ChangeStatement(id, statement, loses));

    enum DeedKind
    {
        Release,
        Drop,
        Make,
        Restore,
    }

    // One thing to be done; what it is of is needed by another that goes or comes.
    sealed record Deed(DeedKind Kind, ObjectId Id)
    {
        public ObjectId? Needed { get; init; }
    }
}
