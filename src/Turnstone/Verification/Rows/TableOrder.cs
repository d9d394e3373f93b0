namespace Turnstone.Verification.Rows;

/// <summary>Puts tables into an order in which foreign keys find rows; where they go in a circle, as many as can be.</summary>
static class TableOrder
{
    public static IEnumerable<RowTable> Of(IReadOnlyList<RowTable> tables)
    {
        var waiting = tables.ToDictionary(table => table.Oid);
        var rest = tables.ToList();
        while (rest.Count > 0)
        {
            var next = rest.Find(table => !Open(table, _ => true)) ?? rest.Find(table => !Open(table, reference => reference.IsRequired(table)))
                ?? rest.Find(table => !Open(table, reference => reference.IsRequired(table) && !reference.IsDeferrable)) ?? rest[0];
            rest.Remove(next);
            waiting.Remove(next.Oid);
            yield return next;
        }

        bool Open(RowTable table, Func<RowReference, bool> counts) => table.References.Any(reference => !reference.IsWithin(table) && waiting.ContainsKey(reference.Target) && counts(reference));
    }
}
