namespace Turnstone.Linting.Rules.Columns;

using Turnstone.Diagnostics;
using Turnstone.Sql.Clauses;
using Turnstone.Sql.Statements;
using Turnstone.Sql.TableActions;

/// <summary>A column of a domain that tests its values.</summary>
sealed class AddColumnOfConstrainedDomain : NodeRule<AddColumn>
{
    public override string Name => "add-column-of-constrained-domain";

    public override RuleTopic Topic => RuleTopic.Columns;

    public override Severity Severity => Severity.Error;

    public override string Danger => "A domain with a check or NOT NULL makes ADD COLUMN write the whole table and its indexes anew under ACCESS EXCLUSIVE, even without a default and with nulls only.";

    public override string Cure => "ADD COLUMN of the type that the domain is made of, and a CHECK of the column with NOT VALID; VALIDATE CONSTRAINT in a migration of its own.";

    public override string Limits => "Said only where it is known how the domain was made.";

    public override LockClaim Claim => new(LockMode.AccessExclusive, Rewrites: true, Scans: true);

    protected override IEnumerable<Finding> Check(AddColumn add, LintContext context)
    {
        if (add.Column.Type is { Dimensions: 0 } type && context.Known.Type(type.Name)?.Statement is CreateDomain domain && domain.Constraints.Any(one => one is CheckConstraint or NotNullConstraint) && context.Altered is { } table && !context.IsNew(table))
        {
            yield return Finding.Of(type, $"{type.Name.Shown()} tests its values, so {table.Shown()} is written anew while nobody can read or write it.");
        }
    }
}
