namespace Turnstone.Linting.Rules.Columns;

using Turnstone.Diagnostics;
using Turnstone.Linting.Knowledge;
using Turnstone.Sql.TableActions;

/// <summary>A type that holds less than the one before.</summary>
sealed class TypeNarrowing : NodeRule<AlterColumnType>
{
    public override string Name => "type-narrowing";

    public override RuleTopic Topic => RuleTopic.Columns;

    public override Severity Severity => Severity.Warning;

    public override string Danger => "A type that holds less refuses the statement at the first row that does not fit, after the table was locked for nothing; digits and fractions of a second that do not fit are rounded away without a word.";

    public override string Cure => "Look before: SELECT count(*) … of the values that do not fit, and mend them in a migration of its own. To hold only new rows to a length, ADD CONSTRAINT … CHECK (length(column) <= n) NOT VALID.";

    public override string Limits => "Said only where it is known what the column is.";

    protected override IEnumerable<Finding> Check(AlterColumnType change, LintContext context)
    {
        if (context.Altered is { } table && !context.IsNew(table) && context.Known.Table(table)?.Column(change.Column)?.Kept is { } from && ColumnType.Of(change.Type, context.Statement.Slice.Text) is var to && IsNarrower(from, to))
        {
            yield return Finding.Of(change, $"{change.Column.Shown()} of {table.Shown()} holds less as {context.Text(change.Type.Span)} than it does now.");
        }
    }

    internal static bool IsNarrower(ColumnType from, ColumnType to) => !from.IsArray && !to.IsArray && from.Own is null && to.Own is null && (Rank(from), Rank(to)) switch
    {
        ((var kind, var size), (var other, var left)) when kind is not null && kind == other => left < size || kind == "number" && to.Name == "numeric" && from.Name == "numeric" && Integers(to) < Integers(from),
        _ => false,
    };

    // What can be compared, and how much it holds of it: characters, bits, digits behind the point, digits of a second.
    static (string? Kind, int Size) Rank(ColumnType type) => type.Name switch
    {
        "text" or "varchar" or "bpchar" => ("characters", type.Length ?? int.MaxValue),
        "varbit" or "bit" => ("bits", type.Length ?? int.MaxValue),
        "int2" => ("integer", 2),
        "int4" => ("integer", 4),
        "int8" => ("integer", 8),
        "float4" => ("float", 4),
        "float8" => ("float", 8),
        "numeric" => ("number", type.Scale ?? int.MaxValue),
        "timestamp" or "timestamptz" => ("moment", type.Length ?? 6),
        "time" => ("time", type.Length ?? 6),
        _ => (null, 0),
    };

    static int Integers(ColumnType type) => type.Length is { } digits ? digits - (type.Scale ?? 0) : int.MaxValue;
}
