namespace Turnstone.Linting.Rules.Compatibility;

using Turnstone.Diagnostics;
using Turnstone.Sql.Clauses;
using Turnstone.Sql.Statements;

/// <summary>A schema that running clients have on their search path.</summary>
sealed class RenameSchema : NodeRule<Rename>
{
    public override string Name => "rename-schema";

    public override RuleTopic Topic => RuleTopic.Compatibility;

    public override Severity Severity => Severity.Error;

    public override string Danger => "From the commit on, every statement that says the old name fails, every `search_path` with it finds nothing any more, and function bodies that name it "
        + "fail when they are called.";

    public override string Cure => "Keep the name. If it has to go: make the new schema, move one object after the other, and leave views of the old names in the old schema until nobody "
        + "asks there.";

    public override string Limits => "Not said of a schema that the same file made, nor in an undo file.";

    protected override IEnumerable<Finding> Check(Rename rename, LintContext context)
    {
        var of = rename.Object;
        if (of.Kind == ObjectKind.Schema && !context.IsUndo() && context.Known.MakingOfSchema(of.Name.Name)?.File != context.File.Place)
        {
            yield return Finding.Of(rename, $"Whoever still looks into {of.Name.Shown()} finds nothing from the commit on.");
        }
    }
}
