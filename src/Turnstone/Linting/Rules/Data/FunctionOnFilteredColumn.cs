namespace Turnstone.Linting.Rules.Data;

using Turnstone.Diagnostics;
using Turnstone.Linting.Knowledge;
using Turnstone.Sql;
using Turnstone.Sql.Expressions;
using Turnstone.Sql.Statements;

/// <summary>A comparison that no index of the column helps.</summary>
sealed class FunctionOnFilteredColumn : NodeRule<BinaryOperation>
{
    public override string Name => "function-on-filtered-column";

    public override RuleTopic Topic => RuleTopic.Data;

    public override Severity Severity => Severity.Info;

    public override string Danger => "An index on a column is of no use where a function of the column is compared: every row of the table is read, and computed, to find the ones that are "
        + "meant.";

    public override string Cure => "Compare the column itself with what the function would give back: a range instead of date_trunc, the value as it is stored instead of lower. Where the "
        + "application compares so too: an index on the expression.";

    public override string Limits => "Said of UPDATE and DELETE, of tables whose making is known, where no index computes the function.";

    protected override IEnumerable<Finding> Check(BinaryOperation comparison, LintContext context)
    {
        if (comparison is { Operator.Symbol: "=" or "<" or ">" or "<=" or ">=", Left: FunctionCall { Arguments: [{ Value: var argument }, ..] } call, Right: Constant }
            && (argument is ColumnReference || call.Arguments is [_, { Value: ColumnReference }]) && Changed(context.Statement) is { } name && context.IsInUse(name)
            && context.Known.Table(name) is { IsWhole: true } table && !table.Indexes.Any(index => Computes(index, call)))
        {
            yield return Finding.Of(comparison, $"Every row of {name.Shown()} is read to compute {call.Name.Shown()} of it.");
        }
    }

    static ObjectName? Changed(Statement statement) => statement switch
    {
        Update update => update.Table.Name,
        Delete delete => delete.Table.Name,
        _ => null,
    };

    static bool Computes(KnownIndex index, FunctionCall call) => index.Statement?.Nodes.Any(node => node is FunctionCall one && one.Name.Name == call.Name.Name) ?? false;
}
