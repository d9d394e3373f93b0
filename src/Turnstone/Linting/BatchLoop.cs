namespace Turnstone.Linting;

using Turnstone.Sql;
using Turnstone.Sql.Expressions;
using Turnstone.Sql.PlPgSql;
using Turnstone.Sql.Queries;
using Turnstone.Sql.Statements;
using Turnstone.Sql.Syntax;

/// <summary>A loop of PL/pgSQL that changes rows in batches.</summary>
/// <param name="Change">The first UPDATE or DELETE in it.</param>
sealed record BatchLoop(PlLoop Loop, PlStatic Change, string Text)
{
    /// <summary>The outermost ones of a DO block, a function or a procedure.</summary>
    public static IEnumerable<BatchLoop> In(Statement statement, PgVersion version)
    {
        if (statement is CreateRoutine { Returns.Name.Name.Name: "trigger" or "event_trigger" } || PlBody.Of(statement, version)?.Block is not { } block)
        {
            yield break;
        }
        var end = 0;
        foreach (var loop in block.Nodes.OfType<PlLoop>().Where(loop => loop.Kind is PlLoopKind.Endless or PlLoopKind.While or PlLoopKind.Range))
        {
            if (loop.Span.Start >= end && loop.Nodes.OfType<PlStatic>().FirstOrDefault(one => one.Sql is Update or Delete) is { } change)
            {
                end = loop.Span.End;
                yield return new(loop, change, statement.Slice.Text);
            }
        }
    }

    /// <summary>Whose rows are changed.</summary>
    public ObjectName Table => Change.Sql is Update update ? update.Table.Name : ((Delete)Change.Sql).Table.Name;

    public bool MayCommit => Loop.Nodes.Any(node => node is PlTransaction or PlStatic { Sql: Call });

    public bool Sleeps => Loop.Nodes.OfType<FunctionCall>().Any(call => call.Name.Name.Name.StartsWith("pg_sleep", StringComparison.Ordinal));

    /// <summary>Whether a batch is what lies between a variable and that variable plus a number.</summary>
    public bool IsByRange => Change.Sql is Update update ? IsRange(update.Where) : IsRange(((Delete)Change.Sql).Where);

    /// <summary>Whether it ends when a batch changed nothing.</summary>
    public bool EndsAtEmptyBatch =>
        Loop.Kind == PlLoopKind.While && Loop.Head is [Select head] && Value(head) is ColumnReference { Parts: [{ Name: "found" }] } or BinaryOperation { Operator.Symbol: ">" or "<>" } && IsZero(Value(head))
        || Loop.Nodes.Any(node => node switch
        {
            PlOther { Verb: "EXIT", Values: [var condition] } => IsEmpty(Value(condition)),
            PlIf { Branches: var branches } => branches.Any(branch => IsEmpty(Value(branch.Condition)) && branch.Statements.Any(one => one is PlReturn or PlOther { Verb: "EXIT" })),
            _ => false,
        });

    bool IsEmpty(Expression? condition) => condition switch
    {
        Negation { Operand: ColumnReference { Parts: [{ Name: "found" }] } } => true,
        BinaryOperation { Operator.Symbol: "=", Left: ColumnReference } => IsZero(condition),
        _ => false,
    };

    // found is as good as the number of rows.
    bool IsZero(Expression? condition) => condition is ColumnReference || condition is BinaryOperation { Right: Constant { Kind: ConstantKind.Integer } zero } && Written(zero) == "0";

    static Expression? Value(Statement condition) => condition is Select { Body: SelectList { Columns: [var column] } } ? column.Value : null;

    bool IsRange(Expression? where)
    {
        var parts = where is Connective { IsAnd: true } all ? all.Operands : where is null ? [] : [where];
        return parts.Any(part => part is Between { IsNegated: false } between && IsAbove(between.Upper, between.Lower))
            || parts.OfType<BinaryOperation>().Where(low => low.Operator.Symbol is ">" or ">=").Any(low =>
                parts.OfType<BinaryOperation>().Any(high => high.Operator.Symbol is "<" or "<=" && Written(high.Left) == Written(low.Left) && IsAbove(high.Right, low.Right)));
    }

    bool IsAbove(Expression upper, Expression lower) => lower is ColumnReference && upper is BinaryOperation { Operator.Symbol: "+" } sum && Written(sum.Left) == Written(lower);

    string Written(SyntaxNode node) => Text.Substring(node.Span.Start, node.Span.Length);
}
