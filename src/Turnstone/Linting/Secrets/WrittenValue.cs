namespace Turnstone.Linting.Secrets;

using Turnstone.Linting.Knowledge;
using Turnstone.Sql;
using Turnstone.Sql.Expressions;
using Turnstone.Sql.Queries;
using Turnstone.Sql.Statements;

/// <summary>A value that a statement writes into a column, as a constant.</summary>
/// <param name="Column">None where it is not known which one.</param>
sealed record WrittenValue(TextSpan Span, string Text, string? Column)
{
    /// <summary>Those of one INSERT, UPDATE or MERGE; not of the statements that stand in it.</summary>
    public static IEnumerable<WrittenValue> Of(Statement statement, KnownSchema known) => statement switch
    {
        Insert { Query: { } query } insert => Of(insert, query, known).Concat(insert.OnConflict is { } conflict ? Of(insert, conflict.Set) : []),
        Update update => Of(update, update.Set),
        Merge merge => merge.Branches.SelectMany(branch => Of(merge, branch.Set).Concat(branch.Values.SelectMany((value, at) => Of(merge, value, at < branch.Columns.Length ? branch.Columns[at].Name.Name : null)))),
        _ => [],
    };

    static IEnumerable<WrittenValue> Of(Insert insert, Select query, KnownSchema known)
    {
        var columns = insert.Columns.IsEmpty ? known.Table(insert.Table) is { IsWhole: true } table ? [.. table.Columns.Keys] : [] : insert.Columns.Select(column => column.Name.Name).ToList();
        var rows = query.Body switch
        {
            ValuesList values => values.Rows.Select(row => row.AsEnumerable()),
            SelectList list => [list.Columns.Select(column => column.Value)],
            _ => [],
        };
        return rows.SelectMany(row => row.SelectMany((value, at) => Of(insert, value, columns.ElementAtOrDefault(at))));
    }

    static IEnumerable<WrittenValue> Of(Statement statement, IEnumerable<Assignment> set) =>
        set.SelectMany(one => one is { Columns: [var column] } ? Of(statement, one.Value, column.Name.Name)
            : one.Value is RowConstructor row ? row.Nodes.OfType<Constant>().SelectMany(value => Of(statement, value, null)) : []);

    static IEnumerable<WrittenValue> Of(Statement statement, Expression value, string? column)
    {
        while (value is Cast cast)
        {
            value = cast.Operand;
        }
        return value switch
        {
            Constant { Kind: ConstantKind.String } text => [new(text.Span, statement.Slice.Said(text.Span), column)],
            FunctionCall or ArrayConstructor or RowConstructor => value.Nodes.OfType<Constant>().Where(one => one.Kind == ConstantKind.String).Select(text => new WrittenValue(text.Span, statement.Slice.Said(text.Span), value is ArrayConstructor ? column : null)),
            _ => [],
        };
    }
}
