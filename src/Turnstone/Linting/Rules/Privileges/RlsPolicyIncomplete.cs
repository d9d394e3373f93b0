namespace Turnstone.Linting.Rules.Privileges;

using System.Collections.Immutable;
using Turnstone.Diagnostics;
using Turnstone.Sql.Clauses;
using Turnstone.Sql.Statements;
using Turnstone.Sql.TableActions;

/// <summary>Row security whose policies leave commands out.</summary>
sealed class RlsPolicyIncomplete : NodeRule<SwitchRowSecurity>
{
    public override string Name => "rls-policy-incomplete";

    public override RuleTopic Topic => RuleTopic.Privileges;

    public override Severity Severity => Severity.Info;

    public override string Danger => "What no policy permits is forbidden: with a policy FOR SELECT alone, everybody but the owner reads and cannot write; UPDATE and DELETE change no row, "
        + "without an error.";

    public override string Cure => "Say it for each command that the application uses: CREATE POLICY … FOR INSERT WITH CHECK (…), FOR UPDATE, FOR DELETE; or one policy without FOR, which "
        + "is for all of them.";

    public override string Limits => "Said where at least one policy is known, and the making of the table is.";

    public override LockClaim Claim => new(LockMode.AccessExclusive);

    static readonly ImmutableArray<string> Commands = ["SELECT", "INSERT", "UPDATE", "DELETE"];

    protected override IEnumerable<Finding> Check(SwitchRowSecurity change, LintContext context)
    {
        if (change.How != "ENABLE" || context.Altered is not { } table || !(context.IsNew(table) || context.Known.Table(table) is { IsWhole: true }))
        {
            yield break;
        }
        var permitted = context.Known.Parts(ObjectKind.Policy, table).Select(part => part.Statement).Concat(context.LaterInFile()).OfType<CreatePolicy>()
            .Where(policy => policy.Table.Name == table.Name && !policy.IsRestrictive).Select(policy => policy.Command).ToHashSet(StringComparer.Ordinal);
        if (permitted.Count > 0 && !permitted.Contains("ALL") && Commands.Except(permitted).ToList() is [_, ..] missing)
        {
            yield return Finding.Of(change, $"No policy of {table.Shown()} permits {string.Join(", ", missing)}.");
        }
    }
}
