namespace Turnstone.Verification.Rows;

using Turnstone.Text;

/// <summary>Compares the rows of one table with those that it has later, each with the one of the same key.</summary>
sealed class TableComparison(TableRows before, TableRows? after, Masking masking)
{
    const int LongestShown = 60;

    // Of more rows without a key than this, those that are not equal are not brought together.
    const int MostAlike = 200;

    readonly int[] places = after is null ? [.. before.Columns.Select(_ => -1)] : Places(before, after);
    readonly long[] lost = new long[before.Columns.Length], changed = new long[before.Columns.Length];
    readonly ColumnDifference[] examples = [.. before.Columns.Select(column => new ColumnDifference(column, false, 0, 0))];

    readonly (List<CellValue[]> Gone, List<CellValue[]> Fresh) unmatched = ([], []);
    long gone, fresh;
    CellValue[]? firstGone;
    List<int>? recognised;
    bool isCrowd;

    bool HasKey => before.Key.Length > 0 && before.Key.All(column => after is null || places[before.Columns.IndexOf(column)] >= 0);

    // A column that is called otherwise now is the new one that has all of its values.
    static int[] Places(TableRows before, TableRows after)
    {
        var places = before.Columns.Select(column => after.Columns.IndexOf(column)).ToArray();
        for (var place = 0; place < places.Length; place++)
        {
            if (places[place] < 0)
            {
                places[place] = Enumerable.Range(0, after.Columns.Length).FirstOrDefault(other => !before.Columns.Contains(after.Columns[other]) && !places.Contains(other) && Has(after, other, before, place), -1);
            }
        }
        return places;
    }

    static bool Has(TableRows after, int other, TableRows before, int place)
    {
        var left = after.Rows.CountBy(row => row[other].Hash).ToDictionary();
        return before.Rows.Any(row => !row[place].IsNull)
            && before.Rows.All(row => left.ContainsKey(row[place].Hash) && left[row[place].Hash]-- > 0);
    }

    /// <summary>Compares all of them. None where all is as it was and nothing is new.</summary>
    public TableDifference? Compare()
    {
        var there = after is null ? null : new RowsByKey(after.Rows, [.. Recognised.Select(place => places[place])]);
        var left = new List<CellValue[]>();
        foreach (var row in before.Rows)
        {
            if (there?.Take(CellValue.HashOf(row, Recognised)) is { } found)
            {
                Add(row, found);
            }
            else
            {
                left.Add(row);
            }
        }
        left.ForEach(row => Add(row, null));
        foreach (var row in there?.Rest ?? [])
        {
            Add(null, row);
        }
        return Difference();
    }

    /// <summary>A row and what became of it; none before of one that is new, none later of one that is gone.</summary>
    public void Add(CellValue[]? row, CellValue[]? later)
    {
        if (row is not null && later is not null)
        {
            Compare(row, later);
        }
        else if (row is not null)
        {
            gone++;
            firstGone ??= row;
            Keep(unmatched.Gone, row);
        }
        else if (later is not null)
        {
            fresh++;
            Keep(unmatched.Fresh, later);
        }
    }

    /// <summary>What came of all that was added; none where all is as it was and nothing is new.</summary>
    public TableDifference? Difference()
    {
        BringTogether();
        var columns = before.Columns.Select((_, place) => examples[place] with { IsGone = places[place] < 0, Lost = lost[place], Changed = changed[place] }).Where(column => column.IsGone || column.Lost > 0 || column.Changed > 0);
        var difference = new TableDifference(before.Table, after is null, gone, fresh, [.. columns], [.. after?.Columns.Except(before.Columns) ?? []]) { GoneRow = gone == 0 ? null : Named(firstGone!) };
        return difference is { LosesNothing: true, RowsNew: 0, NewColumns.IsEmpty: true } ? null : difference;
    }

    /// <summary>The places of the columns by which a row is recognised.</summary>
    public IReadOnlyList<int> Recognised => recognised ??= HasKey ? [.. before.Key.Select(column => before.Columns.IndexOf(column))] : [.. Enumerable.Range(0, places.Length).Where(place => places[place] >= 0)];

    // Where they have no key, a few wait for the others: one may be another's later self.
    void Keep(List<CellValue[]> waiting, CellValue[] row)
    {
        waiting.Add(row);
        if (HasKey || after is null || waiting.Count > MostAlike || isCrowd)
        {
            isCrowd = true;
            unmatched.Gone.ForEach(Lose);
            unmatched.Gone.Clear();
            unmatched.Fresh.Clear();
        }
    }

    // Without a key a row is recognised by what most of its columns say.
    void BringTogether()
    {
        var common = Recognised;
        var rest = new List<CellValue[]>();
        foreach (var row in unmatched.Gone)
        {
            var nearest = unmatched.Fresh.MaxBy(other => Equal(row, other));
            if (nearest is null || 2 * Equal(row, nearest) < common.Count)
            {
                rest.Add(row);
                continue;
            }
            unmatched.Fresh.Remove(nearest);
            (gone, fresh) = (gone - 1, fresh - 1);
            Compare(row, nearest);
        }
        firstGone = rest.Count > 0 ? rest[0] : firstGone;
        rest.ForEach(Lose);
        unmatched.Gone.Clear();

        int Equal(CellValue[] row, CellValue[] other) => common.Count(place => row[place].Equals(other[places[place]]));
    }

    void Compare(CellValue[] row, CellValue[] later)
    {
        for (var place = 0; place < row.Length; place++)
        {
            var now = places[place] < 0 ? CellValue.Null : later[places[place]];
            if (row[place].Equals(now))
            {
                continue;
            }
            if (now.IsNull)
            {
                Lose(row, place);
            }
            else if (changed[place]++ == 0)
            {
                examples[place] = examples[place] with { ChangedValue = (Shown(place, row[place]), Shown(place, now)), Row = Named(row) };
            }
        }
    }

    void Lose(CellValue[] row)
    {
        for (var place = 0; place < row.Length; place++)
        {
            Lose(row, place);
        }
    }

    void Lose(CellValue[] row, int place)
    {
        if (row[place].IsNull)
        {
            return;
        }
        var isFirst = lost[place]++ == 0;
        if (!isFirst && Speaks(examples[place].LostValue))
        {
            return;
        }
        var shown = Shown(place, row[place]);
        if (isFirst || Speaks(shown))
        {
            examples[place] = examples[place] with { LostValue = shown, Row = examples[place].ChangedValue is null ? Named(row) : examples[place].Row };
        }
    }

    // A blank tells nobody anything.
    static bool Speaks(string? shown) => shown?.Any(char.IsLetterOrDigit) ?? false;

    string? Named(CellValue[] row) => before.Key.IsEmpty ? null : string.Join(", ", before.Key.Select(column => (column, place: before.Columns.IndexOf(column))).Select(one => $"{one.column} = {Shown(one.place, row[one.place])}"));

    // What looks like a password does so by the name before it, too.
    string Shown(int place, CellValue value)
    {
        if (value.IsNull)
        {
            return "NULL";
        }
        if (value.Shown is not { } text)
        {
            return "…";
        }
        var name = $"{before.Columns[place]}=";
        var masked = masking.Mask($"{name}'{text.Replace("'", "''", StringComparison.Ordinal)}'");
        var shown = OneLine.Of(masked.StartsWith(name, StringComparison.Ordinal) ? masked[name.Length..] : masked);
        return shown.Length <= LongestShown ? shown : $"{shown[..(char.IsHighSurrogate(shown[LongestShown - 2]) ? LongestShown - 2 : LongestShown - 1)]}…";
    }
}
