namespace Turnstone.Linting.Rules.Columns;

using Turnstone.Diagnostics;
using Turnstone.Linting.Knowledge;
using Turnstone.Sql.Clauses;

/// <summary>A column without a default.</summary>
sealed class ColumnMustHaveDefault : NodeRule<ColumnDefinition>
{
    public override string Name => "column-must-have-default";

    public override RuleTopic Topic => RuleTopic.Columns;

    public override Severity Severity => Severity.Info;

    public override string Danger => "Programs that do not know the column yet leave it out of their INSERTs, and get a null or an error for it.";

    public override string Cure => "A DEFAULT: a constant one costs nothing when the column is added.";

    public override bool IsHouseRule => true;

    protected override IEnumerable<Finding> Check(ColumnDefinition column, LintContext context)
    {
        if (!column.Constraints.Any(one => one is ColumnDefault or IdentityColumn or GeneratedColumn or ForeignKey or UniqueConstraint { IsPrimaryKey: true }) && column.Type is { } type && !DefinedColumns.IsSerial(type))
        {
            yield return Finding.Of(column, $"{column.Name.Shown()} has no default.");
        }
    }
}
