namespace Turnstone.Linting.Rules.Constraints;

using Turnstone.Diagnostics;
using Turnstone.Sql.Clauses;
using Turnstone.Sql.Statements;

/// <summary>A domain that tests its values.</summary>
sealed class DomainWithConstraint : NodeRule<CreateDomain>
{
    public override string Name => "domain-with-constraint";

    public override RuleTopic Topic => RuleTopic.Constraints;

    public override Severity Severity => Severity.Info;

    public override string Danger => "A column of a domain with a check is added only by writing the whole table anew under ACCESS EXCLUSIVE, and a new check of the domain reads every table that uses it.";

    public override string Cure => "CREATE DOMAIN without CHECK or NOT NULL, and a CHECK on each column, which can be added NOT VALID.";

    protected override IEnumerable<Finding> Check(CreateDomain create, LintContext context)
    {
        if (create.Constraints.FirstOrDefault(one => one is CheckConstraint or NotNullConstraint) is { } constraint)
        {
            yield return Finding.Of(constraint, $"Every table that gets a column of {create.Name.Shown()} later is written anew for it.");
        }
    }
}
