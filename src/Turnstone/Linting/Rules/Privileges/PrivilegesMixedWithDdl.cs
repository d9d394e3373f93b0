namespace Turnstone.Linting.Rules.Privileges;

using Turnstone.Diagnostics;
using Turnstone.Sql.Statements;

/// <summary>Privileges in the same file as changes of tables.</summary>
sealed class PrivilegesMixedWithDdl : NodeRule<PrivilegeChange>
{
    public override string Name => "privileges-mixed-with-ddl";

    public override RuleTopic Topic => RuleTopic.Privileges;

    public override Severity Severity => Severity.Info;

    public override string Danger => "A house rule: where privileges are kept in files of their own, one in between changes of tables is overlooked by whoever checks them.";

    public override string Cure => "Put GRANT and REVOKE into a file of their own, behind the one that makes the table; or into a repeatable one, which says all of them.";

    public override bool IsHouseRule => true;

    protected override IEnumerable<Finding> Check(PrivilegeChange change, LintContext context)
    {
        if (context.EarlierInFile().Concat(context.LaterInFile()).Any(other => other is CreateTable or AlterTable or CreateView or CreateSchema or CreateTableAs or Drop))
        {
            yield return Finding.Of(change, $"This {(change.IsGrant ? "GRANT" : "REVOKE")} stands among changes of tables.");
        }
    }
}
