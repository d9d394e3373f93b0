namespace Turnstone.Linting.Rules.Compatibility;

using Turnstone.Diagnostics;
using Turnstone.Sql.Clauses;
using Turnstone.Sql.Statements;

/// <summary>An object that running clients look for where it was.</summary>
sealed class SetSchema : NodeRule<MoveToSchema>
{
    public override string Name => "set-schema";

    public override RuleTopic Topic => RuleTopic.Compatibility;

    public override Severity Severity => Severity.Error;

    public override string Danger => "SET SCHEMA is a rename for every client: whoever names the old schema, or does not have the new one on its `search_path`, fails from the commit on.";

    public override string Cure => "In the same transaction, leave a view of the same name in the old schema: CREATE VIEW old.t AS SELECT … FROM new.t. Drop it when nobody asks there any "
        + "more.";

    public override string Limits => "Not said where the same transaction leaves a view in its place, of a table that is new or temporary, nor in an undo file.";

    public override LockClaim Claim => new(LockMode.AccessExclusive);

    protected override IEnumerable<Finding> Check(MoveToSchema move, LintContext context)
    {
        var of = move.Object;
        var isMeant = of.Kind is ObjectKind.Table or ObjectKind.View or ObjectKind.MaterializedView or ObjectKind.ForeignTable ? context.IsInUse(of.Name)
            : of.Kind is ObjectKind.Type or ObjectKind.Domain or ObjectKind.Sequence or ObjectKind.Function or ObjectKind.Procedure or ObjectKind.Routine or ObjectKind.Aggregate;
        if (isMeant && !context.IsUndo() && !context.LaterInTransaction().Any(later => later is CreateView view && view.Name.Name == of.Name.Name && view.Name.Schema != move.Schema))
        {
            yield return Finding.Of(move, $"Whoever looks for {of.Name.Shown()} where it was does not find it from the commit on.");
        }
    }
}
