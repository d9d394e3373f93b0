namespace Turnstone.Linting.Knowledge;

using Turnstone.Sql.Clauses;

/// <summary>Whether checks say already which rows of a table a partition bound takes, so that PostgreSQL need not read them.</summary>
static class PartitionProof
{
    /// <summary>Whether a validated check of the table is about what its rows are spread by. Whether it says enough is left to whoever wrote it: it was written for this.</summary>
    public static bool Holds(KnownTable table, PartitionStrategy? strategy)
    {
        var columns = strategy?.Keys.SelectMany(key => key.Nodes.SelectMany(node => node.NamedColumns)).Select(column => column.Name).ToHashSet();
        return table.Constraints.Any(one => one.IsValidated && one.Constraint is CheckConstraint && (columns is null || one.Columns.Any(columns.Contains)));
    }
}
