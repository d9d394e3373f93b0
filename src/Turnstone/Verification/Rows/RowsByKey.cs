namespace Turnstone.Verification.Rows;

/// <summary>Rows to be found by some of their columns, each once.</summary>
sealed class RowsByKey
{
    readonly IReadOnlyList<CellValue[]> rows;
    readonly Dictionary<UInt128, int> first = [];
    readonly int[] next;
    readonly bool[] isTaken;

    public RowsByKey(IReadOnlyList<CellValue[]> rows, IReadOnlyList<int> key)
    {
        this.rows = rows;
        next = new int[rows.Count];
        isTaken = new bool[rows.Count];
        for (var row = rows.Count - 1; row >= 0; row--)
        {
            var hash = CellValue.HashOf(rows[row], key);
            next[row] = first.GetValueOrDefault(hash, -1);
            first[hash] = row;
        }
    }

    /// <summary>One that has this key, the first that is left.</summary>
    public CellValue[]? Take(UInt128 key)
    {
        if (!first.TryGetValue(key, out var row) || row < 0)
        {
            return null;
        }
        first[key] = next[row];
        isTaken[row] = true;
        return rows[row];
    }

    /// <summary>Those that nobody took.</summary>
    public IEnumerable<CellValue[]> Rest => rows.Where((_, row) => !isTaken[row]);
}
