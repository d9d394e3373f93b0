namespace Turnstone.Linting.Rules.Destruction;

using Turnstone.Diagnostics;
using Turnstone.Linting.Knowledge;
using Turnstone.Sql.Clauses;
using Turnstone.Sql.Statements;
using Turnstone.Sql.Syntax;
using Turnstone.Sql.TableActions;

/// <summary>What is dropped together with all that hangs on it.</summary>
sealed class DropCascade : LintRule
{
    public override string Name => "drop-cascade";

    public override RuleTopic Topic => RuleTopic.Destruction;

    public override Severity Severity => Severity.Warning;

    public override string Danger => "CASCADE drops whatever depends on the object, without naming it: views, foreign keys, triggers, column defaults, among them those that came to be "
        + "after the migration was written.";

    public override string Cure => "Leave CASCADE out: PostgreSQL then refuses and lists what depends on it. Drop each of those by its name, in front.";

    public override string Limits => "The types and schemas that CASCADE takes columns and tables of have rules of their own, drop-type and drop-schema. Not said in an undo file.";

    internal override bool Sees(SyntaxNode node) => node is Drop or DropColumn or DropConstraint;

    internal override IEnumerable<Finding> Check(SyntaxNode node, LintContext context) => context.IsUndo() ? [] : node switch
    {
        Drop { Cascade: true, Kind: not (ObjectKind.Schema or ObjectKind.Type or ObjectKind.Domain) } drop => drop.Objects.Where(one => drop.Kind != ObjectKind.Table || context.IsInUse(one.Name)).Take(1).Select(one => Finding.Of(drop, Message(one, context.Known))),
        DropColumn { Cascade: true } drop when context.Altered is { } table && context.IsInUse(table) => [Finding.Of(drop, $"Whatever depends on {drop.Column.Shown()} of {table.Shown()} is dropped with it.")],
        DropConstraint { Cascade: true } drop when context.Altered is { } table && context.IsInUse(table) => [Finding.Of(drop, $"Whatever depends on {drop.Name.Shown()} of {table.Shown()} is dropped with it, foreign keys of other tables too.")],
        _ => [],
    };

    static string Message(ObjectReference one, KnownSchema known)
    {
        var table = known.Table(one.Name);
        var hanging = table is null ? [] : table.Views.Select(view => $"the view {view.Name.AsWritten.Name.Shown()}").Concat(known.ReferencesTo(table).Select(other => $"a foreign key of {other.Name.AsWritten.Name.Shown()}")).Order(StringComparer.Ordinal).ToList();
        return hanging is []
            ? $"Whatever depends on {one.Name.Shown()} is dropped with it."
            : $"With {one.Name.Shown()} {(hanging.Count == 1 ? "goes" : "go")} {string.Join(", ", hanging)}, and whatever else depends on it.";
    }
}
