namespace Turnstone.Linting.Rules.Constraints;

using Turnstone.Diagnostics;
using Turnstone.Sql;
using Turnstone.Sql.Statements;

/// <summary>A domain that may not be null, which is tested in every table at once.</summary>
sealed class DomainSetNotNull : NodeRule<AlterDomain>
{
    public override string Name => "domain-set-not-null";

    public override RuleTopic Topic => RuleTopic.Constraints;

    public override Severity Severity => Severity.Error;

    public override string Danger => "ALTER DOMAIN … SET NOT NULL reads every row of every table with a column of the domain, under SHARE locks on all of them: nobody can write to any until it is done.";

    public override string Cure => "Say NOT NULL on the columns instead, by the way of a check that is NOT VALID and validated behind: SET NOT NULL of a domain has no such form.";

    public override string Limits => "Not said of a domain that is new itself.";

    public override LockClaim Claim => new(LockMode.Share, Scans: true);

    protected override IEnumerable<Finding> Check(AlterDomain alter, LintContext context)
    {
        if (alter.Action == "SET NOT NULL" && context.Known.Type(alter.Name)?.Made is not { IsPending: true })
        {
            yield return Finding.Of(alter, $"Nobody can write to {Tables(alter.Name, context)} until every value of {alter.Name.Shown()} is tested.");
        }
    }

    static string Tables(ObjectName domain, LintContext context) =>
        context.Known.TablesOf(domain).Select(table => table.Name.AsWritten.Name.Shown()).ToList() is { Count: > 0 } names ? string.Join(", ", names) : "any table that uses the domain";
}
