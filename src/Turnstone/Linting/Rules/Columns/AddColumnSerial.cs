namespace Turnstone.Linting.Rules.Columns;

using Turnstone.Diagnostics;
using Turnstone.Linting.Knowledge;
using Turnstone.Sql.TableActions;

/// <summary>A serial column on a table with rows.</summary>
sealed class AddColumnSerial : NodeRule<AddColumn>
{
    public override string Name => "add-column-serial";

    public override RuleTopic Topic => RuleTopic.Columns;

    public override Severity Severity => Severity.Error;

    public override string Danger => "ADD COLUMN … serial takes a number from its sequence for every row and writes the whole table and its indexes anew under ACCESS EXCLUSIVE.";

    public override string Cure => "CREATE SEQUENCE, ADD COLUMN … bigint, ALTER COLUMN … SET DEFAULT nextval(…) for rows from now on; fill the others in batches, in a migration of its own.";

    public override LockClaim Claim => new(LockMode.AccessExclusive, Rewrites: true, Scans: true);

    protected override IEnumerable<Finding> Check(AddColumn add, LintContext context)
    {
        if (add.Column.Type is { } type && DefinedColumns.IsSerial(type) && context.Altered is { } table && !context.IsNew(table))
        {
            yield return Finding.Of(type, $"Every row of {table.Shown()} gets a number, and the table is written anew while nobody can read or write it.");
        }
    }
}
