namespace Turnstone.Verification.Rows;

using System.Collections.Immutable;
using Turnstone.Text;

/// <summary>One row that is to go into a table, until the server takes it: each refusal changes what was to blame.</summary>
/// <remarks>Nothing is left to chance: the same schema and seed make the same rows.</remarks>
sealed class RowDraft(RowTable table, ValueList[] values, int row, int rows, int seed)
{
    // From here on a row is thrown together anew.
    const int Wild = 4;

    const int MostTameness = 16;

    // No nulls, no defaults, of each type what anybody would write.
    const int Plain = 3;

    readonly int[] tries = new int[table.Columns.Length];
    int tameness;

    /// <summary>What the rows of another table, which are there already, need in this one.</summary>
    public IReadOnlyDictionary<int, string?> Wanted { get; init; } = ImmutableDictionary<int, string?>.Empty;

    /// <summary>Whether it begins with what nobody would refuse.</summary>
    public bool IsPlain { get => field; init => tameness = (field = value) ? Plain : 0; }

    public bool IsDone { get; set; }

    /// <summary>Whether nothing helped.</summary>
    public bool IsHopeless => tameness > MostTameness;

    /// <summary>These columns were to blame; nobody knows which where there are none.</summary>
    public void Refuse(IReadOnlyCollection<int> places)
    {
        if (places.Count == 0)
        {
            tameness++;
        }
        foreach (var place in places)
        {
            tries[place]++;
        }
    }

    /// <summary>The values, by their columns' places; null stands for NULL, and what is not in it is left to the default.</summary>
    /// <param name="targets">For each foreign key the rows that it may point to.</param>
    public Dictionary<int, string?> Choose(IReadOnlyList<List<string[]>> targets)
    {
        var chosen = new Dictionary<int, string?>();
        for (var place = 0; place < values.Length; place++)
        {
            Choose(place, chosen);
        }
        var bound = Wanted.Keys.ToHashSet();
        foreach (var (place, value) in Wanted)
        {
            chosen[place] = value;
        }
        foreach (var (number, reference) in table.References.Index())
        {
            Point(number, reference, targets[number], chosen, bound);
        }
        return chosen;
    }

    void Choose(int place, Dictionary<int, string?> chosen)
    {
        var (column, list) = (table.Columns[place], values[place]);
        var draw = Draw(place, tries[place] + tameness);
        var isWild = tries[place] > 0 || tameness >= Wild;
        var isNull = !column.IsNotNull && (isWild ? draw % 4 == 0 : tameness < 2 ? Turn(place) == rows - 1 : tameness == 2);
        var isLeft = column.HasDefault && (isWild ? draw % 7 == 0 : tameness < 2 ? Turn(place) == rows - 2 : tameness == 2);
        if (isLeft)
        {
            return;
        }
        var value = isNull ? null : isWild ? Drawn(list, draw) : tameness == 0 ? Bold(list, place) : Simple(list);
        if (isNull || value is not null || !column.HasDefault)
        {
            chosen[place] = value;
        }
    }

    // Each row takes the next edge; side by side the columns are not at the same one.
    string? Bold(ValueList list, int place)
    {
        var all = list.Edges.Concat(list.Suggested.Take(rows)).Concat(list.Plain.Take(rows)).ToList();
        return all.Count == 0 ? null : all[(Turn(place) + (seed - 1) * rows) % all.Count];
    }

    int Turn(int place) => (row + place) % rows;

    string? Simple(ValueList list)
    {
        var all = list.Suggested.IsEmpty ? list.Plain.IsEmpty ? list.Edges : list.Plain : list.Suggested;
        return all.IsEmpty ? null : all[row % all.Length];
    }

    string? Drawn(ValueList list, uint draw)
    {
        var isEdgeless = IsPlain && (!list.Suggested.IsEmpty || !list.Plain.IsEmpty);
        ImmutableArray<string>[] all = [.. ((ImmutableArray<string>[])[list.Suggested, list.Plain, list.Suggested, list.Plain, isEdgeless ? [] : list.Edges]).Where(one => !one.IsEmpty)];
        var from = all.Length == 0 ? [] : all[(int)(draw / 8 % all.Length)];
        return from.IsEmpty ? null : from[(int)(draw / 64 % from.Length)];
    }

    void Point(int number, RowReference reference, List<string[]> targets, Dictionary<int, string?> chosen, HashSet<int> bound)
    {
        var places = table.PlacesOf(reference.Columns);
        if (places.Length < reference.Columns.Length)
        {
            return;
        }
        if (places.All(Wanted.ContainsKey))
        {
            return;
        }
        var draw = Draw(number + 1000, places.Max(place => tries[place]) + tameness);
        var isWild = places.Any(place => tries[place] > 0) || tameness >= Wild;
        ImmutableArray<int> free = [.. places.Where(place => !table.Columns[place].IsNotNull && !bound.Contains(place))];
        var mayBeNull = reference.IsFull ? free.Length == places.Length : free.Length > 0;
        var fitting = targets.Where(target => places.Index().All(key => !bound.Contains(key.Item) || chosen.GetValueOrDefault(key.Item) == target[key.Index])).ToList();
        if (mayBeNull && (fitting.Count == 0 || (isWild ? draw % 5 == 0 : tameness == 2 || !IsPlain && Turn(number) == rows - 1)))
        {
            foreach (var place in reference.IsFull ? places : free)
            {
                chosen[place] = null;
                bound.Add(place);
            }
            return;
        }
        var target = fitting.Count > 0 ? fitting[(int)(isWild ? draw / 8 % fitting.Count : (row + number) % fitting.Count)] : reference.IsWithin(table) ? Itself(reference, chosen) : null;
        for (var key = 0; key < places.Length && target is not null; key++)
        {
            chosen[places[key]] = target[key];
            bound.Add(places[key]);
        }
    }

    // The foreign key is looked at when the row is there: it may point to itself.
    string[]? Itself(RowReference reference, Dictionary<int, string?> chosen)
    {
        var key = reference.TargetColumns.Select(name => table.Columns.Index().Where(one => one.Item.Name == name).Select(one => one.Index).FirstOrDefault(-1)).ToList();
        if (key.Any(place => place < 0))
        {
            return null;
        }
        foreach (var place in key.Where(place => chosen.GetValueOrDefault(place) is null))
        {
            chosen[place] = Simple(values[place]);
        }
        return key.Any(place => chosen[place] is null) ? null : [.. key.Select(place => chosen[place]!)];
    }

    // FNV-1a, and a last stir.
    uint Draw(int place, int attempt)
    {
        var hash = 2166136261u;
        foreach (var one in (int[])[seed, row, place, attempt])
        {
            hash = (hash ^ (uint)one) * 16777619u;
        }
        hash ^= hash >> 15;
        hash *= 0x2c1b3c6du;
        return hash ^ hash >> 13;
    }

    /// <summary>The statement that puts it in.</summary>
    public Sql Insert(Dictionary<int, string?> chosen)
    {
        var columns = Sql.Join(", ", chosen.Keys.Select(place => (Sql)$"{table.Columns[place].Name}"));
        var given = Sql.Join(", ", chosen.Values.Select(value => (Sql)$"{Literal.Of(value)}"));
        return chosen.Count == 0 ? (Sql)$"INSERT INTO {table.Name} DEFAULT VALUES" : $"INSERT INTO {table.Name} ({columns}) VALUES ({given})";
    }
}
