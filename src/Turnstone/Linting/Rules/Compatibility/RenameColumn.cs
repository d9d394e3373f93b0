namespace Turnstone.Linting.Rules.Compatibility;

using Turnstone.Diagnostics;
using Turnstone.Sql.Statements;

/// <summary>A column that running clients ask for by its old name.</summary>
sealed class RenameColumn : NodeRule<Rename>
{
    public override string Name => "rename-column";

    public override RuleTopic Topic => RuleTopic.Compatibility;

    public override Severity Severity => Severity.Error;

    public override string Danger => "From the commit on, every statement that says the old name fails, and every instance of the application that still runs says it: between the migration "
        + "and the last restart nothing that touches the column works.";

    public override string Cure => "Expand and contract: ADD COLUMN with the new name; write both, by a trigger or by the application; backfill in batches; let every reader use the new "
        + "one; drop the old one in a later release. Where only the name is ugly, a view with the new name costs nothing.";

    public override string Limits => "Said of the columns of tables, views and composite types. Not said where the same transaction adds a column of the old name, of a table that is new or temporary, nor in an undo file.";

    public override LockClaim Claim => new(LockMode.AccessExclusive);

    protected override IEnumerable<Finding> Check(Rename rename, LintContext context)
    {
        var of = rename.Object;
        if (rename is { Part: "COLUMN" or "ATTRIBUTE", OldName: { } old } && !context.IsUndo() && context.IsInUse(of.Name) && old != rename.NewName && !context.ComesBack(of.Name, old))
        {
            yield return Finding.Of(rename, $"Whoever still says {old.Shown()} of {of.Name.Shown()} fails from the commit on.");
        }
    }
}
