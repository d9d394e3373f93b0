namespace Turnstone.Linting.Rules.Destruction;

using Turnstone.Diagnostics;
using Turnstone.Sql.Clauses;
using Turnstone.Sql.Statements;

/// <summary>A table that goes with all its rows.</summary>
sealed class DropTable : NodeRule<Drop>
{
    public override string Name => "drop-table";

    public override RuleTopic Topic => RuleTopic.Destruction;

    public override Severity Severity => Severity.Error;

    public override string Danger => "DROP TABLE takes the rows with it, and only a backup brings them back; whoever still uses the table fails at once. It takes ACCESS EXCLUSIVE on the "
        + "table, and on every table that its foreign keys point to.";

    public override string Cure => "In a release before, take its last user away and let nobody in: REVOKE ALL ON the table FROM the application's role, which a GRANT takes back at once "
        + "if something fails. Keep a copy of what may be needed. Then drop it in a release of its own, and say why: `-- turnstone: ignore=drop-table "
        + "reason=\"…\"`.";

    public override string Limits => "Not said of a table that is new or temporary, nor in an undo file. Of a partition, see drop-partition; of a foreign table or a view no rows are lost.";

    public override LockClaim Claim => new(LockMode.AccessExclusive);

    protected override IEnumerable<Finding> Check(Drop drop, LintContext context) => drop.Kind is ObjectKind.Table && !context.IsUndo()
        ? drop.Objects.Where(one => context.IsInUse(one.Name) && context.Known.Table(one.Name)?.PartitionOf is null).Select(one => Finding.Of(one, $"All rows of {one.Name.Shown()} are lost, and whoever still uses it fails."))
        : [];
}
