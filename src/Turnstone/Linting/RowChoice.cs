namespace Turnstone.Linting;

using Turnstone.Sql.Expressions;
using Turnstone.Sql.Queries;
using Turnstone.Sql.Statements;

/// <summary>Whether a change is of some rows, as far as its text says, or of as many as there are.</summary>
static class RowChoice
{
    /// <summary>Whether nothing in it keeps the number of rows small: no value, no list, no range, no LIMIT. What cannot be told is taken for small.</summary>
    public static bool IsUnlimited(Update update) => IsUnlimited(update, isInBlock: false);

    /// <param name="isInBlock">Whether what looks like a column may be a variable, and of one row.</param>
    public static bool IsUnlimited(Update update, bool isInBlock) => IsUnlimited(update.Where) && !(isInBlock && update.Where?.Nodes.Any(node => node is BinaryOperation { Right: ColumnReference }) == true) && update.Cursor is null && !update.From.Any(IsShort);

    public static bool IsUnlimited(Delete delete) => IsUnlimited(delete.Where) && delete.Cursor is null && !delete.Using.Any(IsShort);

    /// <summary>Whether the rows that are put in are those of a table, and not written out.</summary>
    public static bool IsUnlimited(Insert insert) => insert.Query is { Limit: null, Body: SelectList { From: not [], Where: var where } from } && IsUnlimited(where) && !from.From.Any(IsShort);

    static bool IsUnlimited(Expression? where) => where switch
    {
        null or Test or Negation or Constant => true,
        Connective { IsAnd: true } all => all.Operands.All(IsUnlimited),
        Connective any => any.Operands.Any(IsUnlimited),
        BinaryOperation { Operator.Symbol: "<>" or "!=" } => true,
        BinaryOperation { Operator.Symbol: "=", Left: ColumnReference, Right: ColumnReference } => true,
        BinaryOperation one => one.Operator.Symbol.StartsWith("IS", StringComparison.Ordinal),
        _ => false,
    };

    // A list that is written out, the rows of a function, or a query with a LIMIT.
    static bool IsShort(TableReference from) => from.Nodes.Any(node => node is ValuesList or TableFunction or RowLimit);
}
