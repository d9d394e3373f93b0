namespace Turnstone.Linting.Rules.Compatibility;

using Turnstone.Diagnostics;
using Turnstone.Sql;
using Turnstone.Sql.Clauses;
using Turnstone.Sql.Statements;

/// <summary>A table that running clients ask for by its old name.</summary>
sealed class RenameTable : NodeRule<Rename>
{
    public override string Name => "rename-table";

    public override RuleTopic Topic => RuleTopic.Compatibility;

    public override Severity Severity => Severity.Error;

    public override string Danger => "From the commit on, every statement that says the old name fails, and every instance of the application that still runs says it. ACCESS EXCLUSIVE is "
        + "needed for a moment only, but the name is gone for as long as old instances run.";

    public override string Cure => "Rename it and, in the same transaction, make a view of the old name: CREATE VIEW old AS SELECT … FROM new. A view of one table takes INSERT, UPDATE "
        + "and DELETE as well. Drop the view when nobody says the old name any more.";

    public override string Limits => "Not said where the same transaction gives the old name to a view or another table, of a table that is new or temporary, nor in an undo file.";

    public override LockClaim Claim => new(LockMode.AccessExclusive);

    protected override IEnumerable<Finding> Check(Rename rename, LintContext context)
    {
        var of = rename.Object;
        if (rename.Part is null && of.Kind is ObjectKind.Table or ObjectKind.View or ObjectKind.MaterializedView or ObjectKind.ForeignTable
            && !context.IsUndo() && context.IsInUse(of.Name) && of.Name.Name != rename.NewName && !ComesBack(of.Name, context))
        {
            yield return Finding.Of(rename, $"Whoever still says {of.Name.Shown()} fails from the commit on.");
        }
    }

    // The name means something again before anybody can ask for it.
    static bool ComesBack(ObjectName name, LintContext context) => context.LaterInTransaction().Any(later => later switch
    {
        CreateView view => view.Name.Name == name.Name,
        CreateTable table => table.Name.Name == name.Name,
        CreateMaterializedView view => view.Name.Name == name.Name,
        Rename { Part: null } other => other.NewName == name.Name,
        _ => false,
    });
}
