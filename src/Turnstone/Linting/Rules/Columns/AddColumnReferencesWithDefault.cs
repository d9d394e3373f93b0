namespace Turnstone.Linting.Rules.Columns;

using Turnstone.Diagnostics;
using Turnstone.Sql.Clauses;
using Turnstone.Sql.Expressions;
using Turnstone.Sql.TableActions;

/// <summary>A new column that names a row of another table in every row.</summary>
sealed class AddColumnReferencesWithDefault : NodeRule<AddColumn>
{
    public override string Name => "add-column-references-with-default";

    public override RuleTopic Topic => RuleTopic.Columns;

    public override Severity Severity => Severity.Error;

    public override string Danger => "ADD COLUMN … DEFAULT … REFERENCES looks every row up in the other table under ACCESS EXCLUSIVE, and nobody can write to the other table meanwhile.";

    public override string Cure => "ADD COLUMN … DEFAULT without REFERENCES; ADD CONSTRAINT … FOREIGN KEY … NOT VALID; VALIDATE CONSTRAINT in a migration of its own.";

    public override string Limits => "Without a default nothing is looked up, as all rows are null.";

    public override LockClaim Claim => new(LockMode.AccessExclusive, Scans: true);

    protected override IEnumerable<Finding> Check(AddColumn add, LintContext context)
    {
        if (add.Column.Constraints.OfType<ForeignKey>().FirstOrDefault() is { } key && add.Column.Constraints.OfType<ColumnDefault>().FirstOrDefault() is { Value: not Constant { Kind: ConstantKind.Null } } && context.Altered is { } table && !context.IsNew(table))
        {
            yield return Finding.Of(key, $"Every row of {table.Shown()} is looked up in {key.Table.Shown()} while nobody can read or write the first or write to the second.");
        }
    }
}
