namespace Turnstone.Linting.Rules.Columns;

using Turnstone.Diagnostics;
using Turnstone.Sql.Clauses;
using Turnstone.Sql.TableActions;

/// <summary>A column that is computed and kept for every row.</summary>
sealed class AddColumnGeneratedStored : NodeRule<AddColumn>
{
    public override string Name => "add-column-generated-stored";

    public override RuleTopic Topic => RuleTopic.Columns;

    public override Severity Severity => Severity.Error;

    public override string Danger => "ADD COLUMN … GENERATED ALWAYS AS (…) STORED computes the value for every row and writes the whole table and its indexes anew under ACCESS EXCLUSIVE.";

    public override string Cure => "A plain column that a trigger fills for rows from now on; fill the others in batches, in a migration of its own. From PostgreSQL 18 on, VIRTUAL computes it when it is read and costs nothing here.";

    public override LockClaim Claim => new(LockMode.AccessExclusive, Rewrites: true, Scans: true);

    protected override IEnumerable<Finding> Check(AddColumn add, LintContext context)
    {
        if (add.Column.Constraints.OfType<GeneratedColumn>().FirstOrDefault(one => one.IsStored) is { } generated && context.Altered is { } table && !context.IsNew(table))
        {
            yield return Finding.Of(generated, $"{add.Column.Name.Shown()} is computed for every row of {table.Shown()}, which is written anew while nobody can read or write it.");
        }
    }
}
