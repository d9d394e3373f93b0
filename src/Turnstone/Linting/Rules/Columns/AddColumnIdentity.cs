namespace Turnstone.Linting.Rules.Columns;

using Turnstone.Diagnostics;
using Turnstone.Sql.Clauses;
using Turnstone.Sql.TableActions;

/// <summary>An identity column on a table with rows.</summary>
sealed class AddColumnIdentity : NodeRule<AddColumn>
{
    public override string Name => "add-column-identity";

    public override RuleTopic Topic => RuleTopic.Columns;

    public override Severity Severity => Severity.Error;

    public override string Danger => "ADD COLUMN … GENERATED AS IDENTITY takes a number from its sequence for every row and writes the whole table and its indexes anew under ACCESS EXCLUSIVE.";

    public override string Cure => "CREATE SEQUENCE, ADD COLUMN … bigint, ALTER COLUMN … SET DEFAULT nextval(…) for rows from now on; fill the others in batches, in a migration of its own. Where it is NOT NULL then, it can be made an identity column.";

    public override LockClaim Claim => new(LockMode.AccessExclusive, Rewrites: true, Scans: true);

    protected override IEnumerable<Finding> Check(AddColumn add, LintContext context)
    {
        if (add.Column.Constraints.OfType<IdentityColumn>().FirstOrDefault() is { } identity && context.Altered is { } table && !context.IsNew(table))
        {
            yield return Finding.Of(identity, $"Every row of {table.Shown()} gets a number, and the table is written anew while nobody can read or write it.");
        }
    }
}
