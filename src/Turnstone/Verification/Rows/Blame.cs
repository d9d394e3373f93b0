namespace Turnstone.Verification.Rows;

/// <summary>Finds the columns that a refusal is about, by the names that the server gives with it.</summary>
sealed class Blame(IReadOnlyList<RowTable> tables)
{
    const string CheckViolation = "23514", NotNullViolation = "23502";

    // A unique index of a partition has a name of its own.
    readonly ILookup<(string Table, string Rule), (RowTable Table, RowRule Rule)> ofPartitions = tables.Where(table => table.IsPartition)
        .SelectMany(table => table.Rules.Where(rule => rule.Name is not null).Select(rule => (table, rule))).ToLookup(one => (one.table.Name.Name.Name, one.rule.Name!));

    /// <summary>None where it is about no column of the table, or nobody knows.</summary>
    public IReadOnlyCollection<int> PlacesOf(RowTable table, TrialAnswer answer)
    {
        if (answer.Rule.Length > 0)
        {
            var numbers = table.Rules.Where(rule => rule.Name == answer.Rule).SelectMany(rule => rule.Columns)
                .Concat(table.References.Where(reference => reference.Name.Name.Name == answer.Rule).SelectMany(reference => reference.Columns));
            var own = table.PlacesOf(numbers.Distinct());
            return own.IsEmpty && table.IsRoot ? PlacesOfPartition(table, answer) : own;
        }
        return answer.State switch
        {
            NotNullViolation => [.. table.Columns.Index().Where(column => column.Item.Name.Name == answer.Column).Select(column => column.Index)],
            CheckViolation => table.PlacesOf(table.Rules.Where(rule => rule.Partition is not null).SelectMany(rule => rule.Columns).Distinct()),
            _ => [],
        };
    }

    List<int> PlacesOfPartition(RowTable table, TrialAnswer answer)
    {
        var names = ofPartitions[(answer.Table, answer.Rule)].SelectMany(one => one.Table.PlacesOf(one.Rule.Columns).Select(place => one.Table.Columns[place].Name.Name)).ToHashSet(StringComparer.Ordinal);
        return [.. table.Columns.Index().Where(column => names.Contains(column.Item.Name.Name)).Select(column => column.Index)];
    }
}
