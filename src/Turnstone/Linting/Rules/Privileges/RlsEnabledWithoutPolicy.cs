namespace Turnstone.Linting.Rules.Privileges;

using Turnstone.Diagnostics;
using Turnstone.Sql;
using Turnstone.Sql.Clauses;
using Turnstone.Sql.Statements;
using Turnstone.Sql.TableActions;

/// <summary>Row security that lets nobody see a row.</summary>
sealed class RlsEnabledWithoutPolicy : NodeRule<SwitchRowSecurity>
{
    public override string Name => "rls-enabled-without-policy";

    public override RuleTopic Topic => RuleTopic.Privileges;

    public override Severity Severity => Severity.Warning;

    public override string Danger => "With row security and no policy that permits anything, everybody but the owner of the table sees no rows and may write none, without an error: queries "
        + "come back empty from the commit on.";

    public override string Cure => "CREATE POLICY first, in the same transaction, in front of ENABLE ROW LEVEL SECURITY, and try it with SET ROLE to the application's role.";

    public override string Limits => "Said of tables whose making is known. A policy in the same file counts wherever it stands; one that is RESTRICTIVE permits nothing by itself.";

    public override LockClaim Claim => new(LockMode.AccessExclusive);

    protected override IEnumerable<Finding> Check(SwitchRowSecurity change, LintContext context)
    {
        if (change.How == "ENABLE" && context.Altered is { } table && (context.IsNew(table) || context.Known.Table(table) is { IsWhole: true }) && !Policies(table, context).Any(policy => !policy.IsRestrictive))
        {
            yield return Finding.Of(change, $"Nobody but its owner sees a row of {table.Shown()}, or may write one.");
        }
    }

    static IEnumerable<CreatePolicy> Policies(ObjectName table, LintContext context) =>
        context.Known.Parts(ObjectKind.Policy, table).Select(part => part.Statement).Concat(context.LaterInFile()).OfType<CreatePolicy>().Where(policy => policy.Table.Name == table.Name);
}
