namespace Turnstone.Linting.Rules.Destruction;

using Turnstone.Diagnostics;
using Turnstone.Sql.Clauses;
using Turnstone.Sql.Statements;

/// <summary>A counter that is lost.</summary>
sealed class DropSequence : NodeRule<Drop>
{
    public override string Name => "drop-sequence";

    public override RuleTopic Topic => RuleTopic.Destruction;

    public override Severity Severity => Severity.Warning;

    public override string Danger => "DROP SEQUENCE loses how far it counted. Whoever makes it again begins at 1, and hands out numbers that were given before.";

    public override string Cure => "Keep it as long as anything may count with it. If it is to be made again, say where it goes on: CREATE SEQUENCE … START WITH the number behind the "
        + "last one.";

    public override string Limits => "Not said of a sequence that the same file made, nor in an undo file; the sequence of a serial or identity column goes with its column, and is not "
        + "named.";

    protected override IEnumerable<Finding> Check(Drop drop, LintContext context) => drop.Kind == ObjectKind.Sequence && !context.IsUndo()
        ? drop.Objects.Where(one => context.Known.Sequence(one.Name)?.Made?.File != context.File.Place).Select(one => Finding.Of(one, $"How far {one.Name.Shown()} counted is lost."))
        : [];
}
