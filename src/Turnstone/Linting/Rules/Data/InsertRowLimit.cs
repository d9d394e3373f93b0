namespace Turnstone.Linting.Rules.Data;

using Turnstone.Diagnostics;
using Turnstone.Sql.Queries;
using Turnstone.Sql.Statements;

/// <summary>More rows than a house writes out.</summary>
sealed class InsertRowLimit : NodeRule<ValuesList>
{
    public override string Name => "insert-row-limit";

    public override RuleTopic Topic => RuleTopic.Data;

    public override Severity Severity => Severity.Info;

    internal override bool TakesLimit => true;

    public override string Danger => "A house rule: many rows written out make a statement that is long to parse, and a file that nobody reviews.";

    public override string Cure => "COPY orders FROM a data file beside the migration, which is checked and counted as it is read.";

    public override string Limits => "20 rows are the most, or what `lint: { rules: { insert-row-limit: { limit: 1000 } } }` says.";

    public override bool IsHouseRule => true;

    const int Usual = 20;

    protected override IEnumerable<Finding> Check(ValuesList values, LintContext context)
    {
        var most = context.Options.Of(this).Limit ?? Usual;
        if (context.Statement is Insert && values.Rows.Length > most)
        {
            yield return Finding.Of(values, $"{values.Rows.Length} rows are written out, and {most} are the most.");
        }
    }
}
