namespace Turnstone.Linting.Rules.Destruction;

using Turnstone.Diagnostics;
using Turnstone.Linting.Knowledge;
using Turnstone.Sql;
using Turnstone.Sql.Clauses;
using Turnstone.Sql.Statements;

/// <summary>A type that takes columns with it.</summary>
sealed class DropType : NodeRule<Drop>
{
    public override string Name => "drop-type";

    public override RuleTopic Topic => RuleTopic.Destruction;

    public override Severity Severity => Severity.Error;

    public override string Danger => "DROP TYPE and DROP DOMAIN with CASCADE drop every column that has the type, and its values with it, in whatever table.";

    public override string Cure => "Leave CASCADE out: PostgreSQL then refuses and lists the columns. Give each one another type first, or drop it by name; then the type.";

    public override string Limits => "Without CASCADE, PostgreSQL drops only a type that nothing uses, and nothing is said. Not said of a type that the same file made, nor in an undo file.";

    protected override IEnumerable<Finding> Check(Drop drop, LintContext context) => drop is { Kind: ObjectKind.Type or ObjectKind.Domain, Cascade: true } && !context.IsUndo()
        ? drop.Objects.Where(one => context.Known.Type(NameOf(one))?.Made?.File != context.File.Place).Select(one => Finding.Of(drop, Message(NameOf(one), context.Known)))
        : [];

    static ObjectName NameOf(ObjectReference type) => type.Type?.Name ?? type.Name;

    static string Message(ObjectName type, KnownSchema known)
    {
        var columns = known.Tables.SelectMany(table => table.Columns.Values.Where(column => column.Type?.Name == type).Select(column => $"{table.Name.AsWritten.Name.Shown()}.{column.Name}")).Order(StringComparer.Ordinal).ToList();
        return columns is []
            ? $"Every column of type {type.Shown()} is dropped, with all its values."
            : $"{string.Join(", ", columns)} and every other column of type {type.Shown()} are dropped, with all their values.";
    }
}
