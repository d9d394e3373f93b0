namespace Turnstone.Linting.Knowledge;

using System.Collections.Immutable;
using Turnstone.Sql.Clauses;
using Turnstone.Sql.Expressions;
using Turnstone.Sql.Statements;

/// <summary>Which columns a table's indexes find rows by.</summary>
static class IndexCover
{
    /// <summary>Whether some index of the table, or of what it is a partition of, begins with one of the columns: more would say too much of how their values are spread.</summary>
    public static bool FindsBy(this KnownTable table, ImmutableArray<string> columns) =>
        table.Constraints.Any(one => one.Constraint is UniqueConstraint && !one.Columns.IsEmpty && columns.Contains(one.Columns[0]))
        || table.Indexes.Any(index => index.Statement is { Method: null or { Name: "btree" or "hash" }, Keys: [{ Column: { } first }, ..] } made && columns.Contains(first.Name) && IsOfAllRows(made))
        || table.Parent?.FindsBy(columns) == true;

    /// <summary>Whether an index of such a method is on a column, or on something that is made of it.</summary>
    public static bool HasIndexOn(this KnownTable table, string column, params string[] methods) =>
        table.Indexes.Any(index => index.Statement is { Method: { } method } made && methods.Contains(method.Name) && made.Keys.SelectMany(key => key.Nodes).SelectMany(node => node.NamedColumns).Any(one => one.Name == column))
        || table.Constraints.Any(one => one.Constraint is ExclusionConstraint exclusion && exclusion.Nodes.SelectMany(node => node.NamedColumns).Any(named => named.Name == column))
        || table.Parent?.HasIndexOn(column, methods) == true;

    // Rows without a value are looked for by nobody.
    static bool IsOfAllRows(CreateIndex made) => made.Where is null or Test { For: "NULL", IsNegated: true, Operand: ColumnReference };
}
