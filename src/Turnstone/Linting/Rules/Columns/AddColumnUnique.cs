namespace Turnstone.Linting.Rules.Columns;

using Turnstone.Diagnostics;
using Turnstone.Sql.Clauses;
using Turnstone.Sql.TableActions;

/// <summary>A new column that is unique at once.</summary>
sealed class AddColumnUnique : NodeRule<AddColumn>
{
    public override string Name => "add-column-unique";

    public override RuleTopic Topic => RuleTopic.Columns;

    public override Severity Severity => Severity.Error;

    public override string Danger => "ADD COLUMN … UNIQUE builds an index of the whole table under ACCESS EXCLUSIVE: nobody reads or writes until it is there.";

    public override string Cure => "ADD COLUMN without UNIQUE; CREATE UNIQUE INDEX CONCURRENTLY in a migration of its own, then ADD CONSTRAINT … UNIQUE USING INDEX.";

    public override LockClaim Claim => new(LockMode.AccessExclusive, Scans: true);

    protected override IEnumerable<Finding> Check(AddColumn add, LintContext context)
    {
        if (add.Column.Constraints.OfType<UniqueConstraint>().FirstOrDefault() is { } unique && context.Altered is { } table && !context.IsNew(table))
        {
            yield return Finding.Of(unique, $"Nobody can read or write {table.Shown()} until the index of {add.Column.Name.Shown()} is built.");
        }
    }
}
