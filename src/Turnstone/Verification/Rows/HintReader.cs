namespace Turnstone.Verification.Rows;

using System.Collections.Immutable;
using Turnstone.Sql;
using Turnstone.Sql.Expressions;
using Turnstone.Sql.Queries;
using Turnstone.Sql.Statements;
using Turnstone.Sql.Syntax;
using Turnstone.Sql.TableActions;

/// <summary>Reads out of statements which rows they look for.</summary>
/// <remarks>Nothing is solved: conditions are taken apart as far as AND and OR go, and what fits each of them the server decides.</remarks>
sealed class HintReader
{
    // Of a condition with many ORs.
    const int MostAlternatives = 12;

    readonly StatementSlice slice;

    HintReader(StatementSlice slice) => this.slice = slice;

    public static IEnumerable<RowHint> Of((StatementSlice Slice, SyntaxNode Node) part) => part.Node.Nodes.SelectMany(new HintReader(part.Slice).Of);

    /// <summary>What a constant says; none of anything else.</summary>
    public static string? ConstantOf(StatementSlice slice, Expression value) => value switch
    {
        Constant { Kind: ConstantKind.String } => slice.Said(value.Span),
        Constant { Kind: ConstantKind.Integer or ConstantKind.Number or ConstantKind.True or ConstantKind.False } => slice.Text.Substring(value.Span.Start, value.Span.Length),
        Cast cast => ConstantOf(slice, cast.Operand),
        _ => null,
    };

    IEnumerable<RowHint> Of(SyntaxNode node) => node switch
    {
        Update update => Of(update.From, update.Where, update.Set, Table(update.Table.Name, update.Alias)),
        Delete delete => Of(delete.Using, delete.Where, [], Table(delete.Table.Name, delete.Alias)),
        SelectList query => Of(query.From, query.Where, [], []),
        Merge merge => merge.Branches.SelectMany(branch => Of([merge.Source], branch.Match == "MATCHED" ? And(merge.On, branch.Condition) : branch.Condition, branch.Set, Table(merge.Table.Name, merge.Alias))),
        AlterTable alter => alter.Actions.OfType<AlterColumnType>().SelectMany(action => Retyped(new("", Table(alter.Table.Name, null), []), action)),
        _ => [],
    };

    // A type has other ends than the one before it.
    IEnumerable<RowHint> Retyped(RowHint table, AlterColumnType action) =>
        [table with { Conditions = [new("", [[action.Column]]) { IsValue = true }] }, .. action.Using is { } value ? Assigned(table, [action.Column], value) : []];

    static Expression? And(Expression one, Expression? other) => other is null ? one : new Connective(one.Span, true, [one, other]);

    static ImmutableArray<HintTable> Table(ObjectName name, Identifier? alias) => [new(name, alias ?? name.Name)];

    IEnumerable<RowHint> Of(ImmutableArray<TableReference> from, Expression? where, ImmutableArray<Assignment> set, ImmutableArray<HintTable> target)
    {
        var tables = new RowHint("", target, []).And(Joined(from));
        var source = where is null ? "" : TextOf(where);
        var found = Alternatives(where).Select(one => tables.And(one) with { Source = source }).ToList();
        return found.Where(one => !one.Conditions.IsEmpty).Concat(set.SelectMany(one => Assigned(found.FirstOrDefault(tables), [.. one.Columns.Select(column => column.Name)], one.Value)));
    }

    RowHint Joined(ImmutableArray<TableReference> from)
    {
        var (all, waiting) = (RowHint.Empty, new Stack<TableReference>(from.Reverse()));
        while (waiting.TryPop(out var next))
        {
            switch (next)
            {
                case TableItem item:
                    all = all.And(new("", Table(item.Relation.Name, item.Alias?.Name), []));
                    break;
                case Join join:
                    all = join.On is null ? all : all.And(Alternatives(join.On)[0]);
                    waiting.Push(join.Right);
                    waiting.Push(join.Left);
                    break;
            }
        }
        return all;
    }

    // One for each way in which it may hold.
    List<RowHint> Alternatives(Expression? condition) => condition switch
    {
        null => [RowHint.Empty],
        Connective { IsAnd: true } all => all.Operands.Aggregate(new List<RowHint> { RowHint.Empty }, (ways, operand) => [.. Alternatives(operand) is var more ? ways.SelectMany(way => more.Select(way.And)).Take(MostAlternatives) : []]),
        Connective any => [.. any.Operands.SelectMany(Alternatives).Take(MostAlternatives)],
        Subquery { Kind: SubqueryKind.Exists, Query: Select { Body: SelectList query } } => Queried(query),
        Membership { IsNegated: false, Operand: ColumnReference column, Query: Select { Body: SelectList { Columns: [{ Value: ColumnReference found }] } query } } =>
            [.. Queried(query).Select(one => one.And(new("", [], [Pair(column, found, query.From)])))],
        _ when condition.Nodes.Any(node => node is Statement) => [RowHint.Empty],
        _ => [new("", [], [Condition(condition)])],
    };

    List<RowHint> Queried(SelectList query) => Joined(query.From) is var tables ? [.. Alternatives(query.Where).Select(tables.And)] : [];

    // What a query gives is its own table's, also where the one around it has a column of that name.
    static HintCondition Pair(ColumnReference column, ColumnReference found, ImmutableArray<TableReference> from) =>
        new("", [column.Parts, found.Parts.Length == 1 && from is [TableItem item] ? [(item.Alias?.Name ?? item.Relation.Name.Name), found.Parts[0]] : found.Parts]) { IsPair = true };

    HintCondition Condition(Expression condition) => new(TextOf(condition), ColumnsOf(condition))
    {
        IsPair = condition is BinaryOperation { Operator.Symbol: "=", Left: ColumnReference { IsStar: false }, Right: ColumnReference { IsStar: false } },
    };

    // What it becomes may have been there before; what a CASE asks is a condition like any other.
    IEnumerable<RowHint> Assigned(RowHint where, ImmutableArray<Identifier> columns, Expression value)
    {
        if (value.Nodes.Any(node => node is Statement))
        {
            yield break;
        }
        foreach (var one in value.Nodes.OfType<CaseExpression>().SelectMany(one => one.Branches.SelectMany(branch => Asked(one, branch))))
        {
            yield return where.And(one);
        }
        var text = TextOf(value);
        if (SqlWords.ConstantsOf(text).Any())
        {
            foreach (var column in columns.Select(column => (ImmutableArray<Identifier>)[column]).Concat(value is Constant ? [] : ColumnsOf(value)).DistinctBy(column => column[^1]))
            {
                yield return new("", where.Tables, [new(text, [column]) { IsValue = true }]);
            }
        }
    }

    List<RowHint> Asked(CaseExpression one, CaseBranch branch) => one.Operand is null ? Alternatives(branch.When)
        : [new("", [], [new($"({TextOf(one.Operand)}) = ({TextOf(branch.When)})", [.. ColumnsOf(one.Operand), .. ColumnsOf(branch.When)])])];

    string TextOf(Expression expression) => slice.Text.Substring(expression.Span.Start, expression.Span.Length);

    static ImmutableArray<ImmutableArray<Identifier>> ColumnsOf(Expression expression) => [.. expression.Nodes.OfType<ColumnReference>().Where(column => !column.IsStar).Select(column => column.Parts).DistinctBy(parts => string.Join('.', parts))];
}
