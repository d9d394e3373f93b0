namespace Turnstone.Linting.Rules.Constraints;

using Turnstone.Diagnostics;
using Turnstone.Sql.Clauses;
using Turnstone.Sql.TableActions;

/// <summary>A unique constraint that builds its index itself.</summary>
sealed class UniqueConstraintWithoutIndex : NodeRule<AddConstraint>
{
    public override string Name => "unique-constraint-without-index";

    public override RuleTopic Topic => RuleTopic.Constraints;

    public override Severity Severity => Severity.Error;

    public override string Danger => "ADD UNIQUE builds an index of the whole table under ACCESS EXCLUSIVE: nobody reads or writes until it is there.";

    public override string Cure => "CREATE UNIQUE INDEX CONCURRENTLY first, in a migration of its own; then ADD CONSTRAINT … UNIQUE USING INDEX takes it as it is, in an instant.";

    public override string Limits => "Not said with USING INDEX, nor of a table that is new itself. A partitioned table has no other way: build the index of each partition before.";

    public override LockClaim Claim => new(LockMode.AccessExclusive, Scans: true);

    protected override IEnumerable<Finding> Check(AddConstraint add, LintContext context)
    {
        if (add.Constraint is UniqueConstraint { IsPrimaryKey: false, UsingIndex: null } && context.Altered is { } table && !context.IsNew(table))
        {
            yield return Finding.Of(add, $"Nobody can read or write {table.Shown()} until the index of the new unique constraint is built.");
        }
    }
}
