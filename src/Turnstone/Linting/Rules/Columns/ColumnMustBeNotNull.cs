namespace Turnstone.Linting.Rules.Columns;

using Turnstone.Diagnostics;
using Turnstone.Linting.Knowledge;
using Turnstone.Sql.Clauses;
using Turnstone.Sql.Statements;

/// <summary>A column that may be null.</summary>
sealed class ColumnMustBeNotNull : NodeRule<ColumnDefinition>
{
    public override string Name => "column-must-be-not-null";

    public override RuleTopic Topic => RuleTopic.Columns;

    public override Severity Severity => Severity.Info;

    public override string Danger => "A column that may be null makes every reader ask what a missing value means, and comparisons with it are neither true nor false.";

    public override string Cure => "NOT NULL, with a default where a value is not always known.";

    public override bool IsHouseRule => true;

    protected override IEnumerable<Finding> Check(ColumnDefinition column, LintContext context)
    {
        if (!column.Constraints.Any(one => one is NotNullConstraint or IdentityColumn or GeneratedColumn or UniqueConstraint { IsPrimaryKey: true }) && column.Type is { } type && !DefinedColumns.IsSerial(type)
            && !(context.Statement is CreateTable create && create.Elements.OfType<TableConstraint>().Any(one => one.Constraint is UniqueConstraint { IsPrimaryKey: true } key && key.Columns.Contains(column.Name))))
        {
            yield return Finding.Of(column, $"{column.Name.Shown()} may be null.");
        }
    }
}
