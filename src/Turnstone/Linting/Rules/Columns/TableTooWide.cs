namespace Turnstone.Linting.Rules.Columns;

using Turnstone.Diagnostics;
using Turnstone.Sql.Clauses;
using Turnstone.Sql.Statements;

/// <summary>A table with more columns than the house wants.</summary>
sealed class TableTooWide : NodeRule<CreateTable>
{
    public override string Name => "table-too-wide";

    public override RuleTopic Topic => RuleTopic.Columns;

    public override Severity Severity => Severity.Info;

    internal override bool TakesLimit => true;

    public override string Danger => "A row that is very wide is read as a whole for each of its columns, and every UPDATE writes all of it anew.";

    public override string Cure => "Take what is rarely read into a table of its own with the same key. The limit stands in turnstone.yaml; where it does not, it is 40.";

    public override bool IsHouseRule => true;

    protected override IEnumerable<Finding> Check(CreateTable create, LintContext context)
    {
        var (limit, count) = (context.Options.Of(this).Limit ?? 40, create.Elements.OfType<ColumnDefinition>().Count());
        if (count > limit)
        {
            yield return new(create.Name.Span, $"{create.Name.Shown()} has {count} columns, which is more than {limit}.");
        }
    }
}
