namespace Turnstone.Linting.Rules.Destruction;

using Turnstone.Diagnostics;

/// <summary>A table that is emptied.</summary>
sealed class Truncate : NodeRule<Sql.Statements.Truncate>
{
    public override string Name => "truncate";

    public override RuleTopic Topic => RuleTopic.Destruction;

    public override Severity Severity => Severity.Error;

    public override string Danger => "TRUNCATE removes all rows, fires no DELETE trigger, and holds ACCESS EXCLUSIVE to the end of the transaction: readers wait as well, and one that began "
        + "before it sees an empty table.";

    public override string Cure => "DELETE in batches with a condition, each batch in a transaction of its own; or fill a new table and change over to it.";

    public override string Limits => "Not said of a table that is new or temporary, nor in an undo file.";

    public override LockClaim Claim => new(LockMode.AccessExclusive, Rewrites: true) { Work = ", while the table gets a new, empty file" };

    internal override bool WeighsSize => false;

    internal override bool WeighsUse => true;

    protected override IEnumerable<Finding> Check(Sql.Statements.Truncate truncate, LintContext context) => context.IsUndo()
        ? []
        : truncate.Tables.Where(table => context.IsInUse(table.Name)).Select(table => Finding.Of(table, $"All rows of {table.Name.Shown()} are lost, and nobody can read it until the transaction ends."));
}
