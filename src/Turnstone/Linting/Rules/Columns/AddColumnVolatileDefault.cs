namespace Turnstone.Linting.Rules.Columns;

using Turnstone.Diagnostics;
using Turnstone.Linting.Knowledge;
using Turnstone.Sql.Clauses;
using Turnstone.Sql.TableActions;

/// <summary>A column whose default is another value for each row.</summary>
sealed class AddColumnVolatileDefault : NodeRule<AddColumn>
{
    public override string Name => "add-column-volatile-default";

    public override RuleTopic Topic => RuleTopic.Columns;

    public override Severity Severity => Severity.Error;

    public override string Danger => "A default that is computed anew for each row makes ADD COLUMN write the whole table and all of its indexes anew under ACCESS EXCLUSIVE.";

    public override string Cure => "ADD COLUMN without it, which changes nothing but the catalog; ALTER COLUMN … SET DEFAULT, which holds for rows from now on; fill the rows that are there in batches, in a migration of its own.";

    public override string Limits => "A constant default, and one like now() that is the same for the whole statement, cost nothing. A function that is not PostgreSQL's own counts where it is seen how it was made.";

    public override LockClaim Claim => new(LockMode.AccessExclusive, Rewrites: true, Scans: true);

    protected override IEnumerable<Finding> Check(AddColumn add, LintContext context)
    {
        if (add.Column.Constraints.OfType<ColumnDefault>().FirstOrDefault() is { } value && Volatility.VolatileCall(value.Value, context.Known) is { } call && context.Altered is { } table && !context.IsNew(table))
        {
            yield return Finding.Of(call, $"{call.Name.Shown()} gives another value for each row, so {table.Shown()} is written anew while nobody can read or write it.");
        }
    }
}
