namespace Turnstone.Linting.Rules.Data;

using Turnstone.Diagnostics;
using Turnstone.Sql.Queries;
using Turnstone.Sql.Statements;

/// <summary>A query of all rows in a migration.</summary>
sealed class SelectWithoutWhere : NodeRule<Select>
{
    public override string Name => "select-without-where";

    public override RuleTopic Topic => RuleTopic.Data;

    public override Severity Severity => Severity.Info;

    public override string Danger => "A house rule: a SELECT that stands by itself changes nothing, and one of a whole table reads all of it while the migration's locks are held.";

    public override string Cure => "Leave it out; what is to be tested is an assert, which says what has to be true.";

    public override bool IsHouseRule => true;

    protected override IEnumerable<Finding> Check(Select select, LintContext context)
    {
        if (ReferenceEquals(select, context.Statement) && select is { Limit: null, Body: SelectList { Where: null, Into: null, From: [TableItem from, ..] } } && context.IsInUse(from.Relation.Name))
        {
            yield return Finding.Of(select, $"All rows of {from.Relation.Name.Shown()} are read.");
        }
    }
}
