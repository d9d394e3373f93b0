namespace Turnstone.Linting.Rules.Columns;

using Turnstone.Diagnostics;
using Turnstone.Sql;
using Turnstone.Sql.Clauses;
using Turnstone.Sql.Statements;

/// <summary>A table without a column that all tables of the house have.</summary>
sealed class RequiredColumns : NodeRule<CreateTable>
{
    public override string Name => "required-columns";

    public override RuleTopic Topic => RuleTopic.Columns;

    public override Severity Severity => Severity.Warning;

    internal override bool TakesList => true;

    public override string Danger => "Columns that every table has, as the time a row was made or the tenant it is of, are what jobs and queries over all tables rely on.";

    public override string Cure => "Add the column. Which ones are asked for, turnstone.yaml says: lint: { lists: { required-columns: [created_at, tenant_id] } }; where nothing does, it is created_at.";

    public override bool IsHouseRule => true;

    protected override IEnumerable<Finding> Check(CreateTable create, LintContext context)
    {
        if (create is { Persistence: not "TEMPORARY", PartitionOf: null, OfType: null, Inherits.IsEmpty: true } && !create.Elements.Any(element => element is TableLike))
        {
            var has = create.Elements.OfType<ColumnDefinition>().Select(column => column.Name.Name).ToHashSet(StringComparer.Ordinal);
            var asked = context.Options.Of(this).List is { IsEmpty: false } names ? names : ["created_at"];
            foreach (var name in asked.Where(name => !has.Contains(name)))
            {
                yield return new(create.Name.Span, $"{create.Name.Shown()} has no column {new Identifier(name).Shown()}.");
            }
        }
    }
}
