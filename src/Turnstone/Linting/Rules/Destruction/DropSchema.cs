namespace Turnstone.Linting.Rules.Destruction;

using Turnstone.Diagnostics;
using Turnstone.Linting.Knowledge;
using Turnstone.Sql.Clauses;
using Turnstone.Sql.Statements;

/// <summary>A schema that goes with all that is in it.</summary>
sealed class DropSchema : NodeRule<Drop>
{
    public override string Name => "drop-schema";

    public override RuleTopic Topic => RuleTopic.Destruction;

    public override Severity Severity => Severity.Error;

    public override string Danger => "DROP SCHEMA … CASCADE takes every table, view, type and function in it away, whatever came to be there since the migration was written, and what hangs "
        + "on them in other schemas too.";

    public override string Cure => "Drop what is in it by name, each with its own thought; then DROP SCHEMA without CASCADE, which PostgreSQL refuses as long as something is left.";

    public override string Limits => "Without CASCADE, PostgreSQL drops only an empty schema, and nothing is said. Not said of a schema that the same file made, nor in an undo file.";

    protected override IEnumerable<Finding> Check(Drop drop, LintContext context) => drop is { Kind: ObjectKind.Schema, Cascade: true } && !context.IsUndo()
        ? drop.Objects.Where(one => context.Known.MakingOfSchema(one.Name.Name)?.File != context.File.Place).Select(one => Finding.Of(one, Message(one, context.Known)))
        : [];

    static string Message(ObjectReference schema, KnownSchema known) => known.Tables.Where(table => table.Name.Schema == schema.Name.Name.Name).Select(table => table.Name.AsWritten.Name.Shown()).Order(StringComparer.Ordinal).ToList() switch
    {
        [] => $"Whatever is in {schema.Name.Shown()} is lost.",
        [var one] => $"{one} and whatever else is in {schema.Name.Shown()} is lost.",
        [.. var some, var last] => $"{string.Join(", ", some)}, {last} and whatever else is in {schema.Name.Shown()} are lost.",
    };
}
