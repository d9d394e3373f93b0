namespace Turnstone.Catalog;

using System.Collections.Immutable;
using Turnstone.Text;

/// <summary>A schema as statements that make it, each behind what it needs: the same text for the same schema, whatever the server's numbers.</summary>
static class SchemaText
{
    /// <summary>Every statement, in order.</summary>
    public static ImmutableArray<Sql> Of(Schema schema)
    {
        var ordered = InOrder(schema);
        var within = schema.Objects.Values.SelectMany(one => one.CreatedWith(schema)).Select(part => part.Id).ToHashSet();
        var statements = ImmutableArray.CreateBuilder<Sql>();
        foreach (var one in ordered)
        {
            statements.AddRange(within.Contains(one.Id) ? [] : one.Create(schema));
            statements.AddRange(AboutOf(one));
        }
        statements.AddRange(ordered.SelectMany(one => one.Finish()));
        return statements.ToImmutable();
    }

    // What stands ready goes by rank and name. In a circle, which only texts that nobody checks can make, the first of all goes before what it needs.
    static List<SchemaObject> InOrder(Schema schema)
    {
        var waiting = schema.Objects.Values.ToDictionary(one => one.Id, one => schema.NeedsOf(one.Id).Length);
        var dependents = schema.Objects.Keys.SelectMany(id => schema.NeedsOf(id).Select(needed => (needed, id))).ToLookup(pair => pair.needed, pair => pair.id);
        var ready = new PriorityQueue<SchemaObject, SchemaObject>(schema.Objects.Values.Where(one => waiting[one.Id] == 0).Select(one => (one, one)), ByRank);
        var ordered = new List<SchemaObject>(waiting.Count);
        while (waiting.Count > 0)
        {
            var next = ready.TryDequeue(out var one, out _) ? one : schema.Objects[waiting.Keys.MinBy(id => schema.Objects[id], ByRank)!];
            if (!waiting.Remove(next.Id))
            {
                continue;
            }
            ordered.Add(next);
            foreach (var dependent in dependents[next.Id].Where(waiting.ContainsKey))
            {
                if (--waiting[dependent] == 0)
                {
                    ready.Enqueue(schema.Objects[dependent], schema.Objects[dependent]);
                }
            }
        }
        return ordered;
    }

    static readonly Comparer<SchemaObject> ByRank = Comparer<SchemaObject>.Create((left, right) =>
        left.Rank.CompareTo(right.Rank) is not 0 and var rank ? rank : left.Id.CompareTo(right.Id));

    static IEnumerable<Sql> AboutOf(SchemaObject one)
    {
        if (one.Comment is not null)
        {
            yield return $"COMMENT ON {one.Mention} IS {Literal.Of(one.Comment)}";
        }
    }
}
