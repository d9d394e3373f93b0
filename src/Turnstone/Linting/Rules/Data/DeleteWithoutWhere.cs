namespace Turnstone.Linting.Rules.Data;

using Turnstone.Diagnostics;
using Turnstone.Sql.Statements;

/// <summary>All rows of a table, deleted.</summary>
sealed class DeleteWithoutWhere : NodeRule<Delete>
{
    public override string Name => "delete-without-where";

    public override RuleTopic Topic => RuleTopic.Data;

    public override Severity Severity => Severity.Error;

    public override string Danger => "DELETE without WHERE removes every row, one by one in one transaction: each is locked until the commit, triggers and foreign keys run for each, the "
        + "dead rows stay until VACUUM, and only a backup brings them back.";

    public override string Cure => "Say which rows: a WHERE, in batches by the primary key where there are many. If the table is to be emptied on purpose, keep a copy and say why: `-- "
        + "turnstone: ignore=delete-without-where reason=\"…\"`.";

    public override string Limits => "Not said of a table that is new or temporary, nor in an undo file.";

    public override LockClaim Claim => new(LockMode.RowExclusive, Scans: true);

    internal override bool WeighsSize => false;

    protected override IEnumerable<Finding> Check(Delete delete, LintContext context)
    {
        if (delete is { Where: null, Cursor: null, Using: [] } && context.IsInUse(delete.Table.Name) && !context.IsUndo())
        {
            yield return Finding.Of(delete, $"Every row of {delete.Table.Name.Shown()} is deleted.");
        }
    }
}
