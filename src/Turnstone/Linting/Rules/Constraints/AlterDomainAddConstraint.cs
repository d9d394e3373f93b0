namespace Turnstone.Linting.Rules.Constraints;

using Turnstone.Diagnostics;
using Turnstone.Sql;
using Turnstone.Sql.Clauses;
using Turnstone.Sql.Statements;

/// <summary>A check of a domain that is tested in every table at once.</summary>
sealed class AlterDomainAddConstraint : NodeRule<AlterDomain>
{
    public override string Name => "alter-domain-add-constraint";

    public override RuleTopic Topic => RuleTopic.Constraints;

    public override Severity Severity => Severity.Error;

    public override string Danger => "ALTER DOMAIN … ADD CONSTRAINT reads every row of every table with a column of the domain, under SHARE locks on all of them: nobody can write to any until it is done.";

    public override string Cure => "ADD CONSTRAINT … CHECK (…) NOT VALID, which only holds for values from now on; then ALTER DOMAIN … VALIDATE CONSTRAINT in a migration of its own, at a quiet hour: it reads the same tables.";

    public override string Limits => "Not said of a domain that is new itself.";

    public override LockClaim Claim => new(LockMode.Share, Scans: true);

    protected override IEnumerable<Finding> Check(AlterDomain alter, LintContext context)
    {
        if (alter is { Action: "ADD CONSTRAINT", Constraint: CheckConstraint { Attributes.IsNotValid: false } constraint } && context.Known.Type(alter.Name)?.Made is not { IsPending: true })
        {
            yield return Finding.Of(constraint, $"Nobody can write to {Tables(alter.Name, context)} until every value of {alter.Name.Shown()} is tested.") with { Fix = [new(new(constraint.Span.End, 0), " NOT VALID")] };
        }
    }

    static string Tables(ObjectName domain, LintContext context) =>
        context.Known.TablesOf(domain).Select(table => table.Name.AsWritten.Name.Shown()).ToList() is { Count: > 0 } names ? string.Join(", ", names) : "any table that uses the domain";
}
