namespace Turnstone.Linting.Rules.Data;

using Turnstone.Diagnostics;
using Turnstone.Linting.Knowledge;
using Turnstone.Sql;
using Turnstone.Sql.Expressions;
using Turnstone.Sql.Queries;
using Turnstone.Sql.Statements;
using Turnstone.Sql.TableActions;

/// <summary>Keys that are written by hand while a sequence counts them too.</summary>
sealed class SequenceNotReset : NodeRule<Insert>
{
    public override string Name => "sequence-not-reset";

    public override RuleTopic Topic => RuleTopic.Data;

    public override Severity Severity => Severity.Warning;

    public override string Danger => "A row with a number of its own does not move the sequence. The next row that asks for one gets a number that is there already, and fails: \"duplicate "
        + "key value\".";

    public override string Cure => "Behind the rows, move the sequence: SELECT setval(pg_get_serial_sequence('t', 'id'), max(id)) FROM t.";

    public override string Limits => "Said of serial and identity columns that are known, and of numbers that are written out; once, of the last such rows of the file.";

    protected override IEnumerable<Finding> Check(Insert insert, LintContext context)
    {
        if (context.Known.Table(insert.Table) is { } table && Counted(insert, table) is { } column && !context.LaterInFile().Any(later => Resets(later, insert.Table, context)))
        {
            var (name, key) = (context.Text(insert.Table.Span), new Identifier(column).Shown());
            yield return Finding.Of(insert, $"{key} of {insert.Table.Shown()} is written here, and its sequence will give the same numbers again.") with
            {
                Fix = [new(new(insert.Span.End, 0), $";\nSELECT setval(pg_get_serial_sequence('{name.Replace("'", "''", StringComparison.Ordinal)}', '{column.Replace("'", "''", StringComparison.Ordinal)}'), max({key})) FROM {name}")],
            };
        }
    }

    static string? Counted(Insert insert, KnownTable table)
    {
        for (var i = 0; i < insert.Columns.Length; i++)
        {
            var at = i;
            if (table.Column(insert.Columns[at].Name) is { } column && IsCounted(column)
                && insert.Query is { Body: ValuesList values } && values.Rows.Any(row => at < row.Length && row[at] is Constant { Kind: ConstantKind.Integer }) && insert.Overriding != "USER")
            {
                return column.Name;
            }
        }
        return null;
    }

    static bool IsCounted(KnownColumn column) => column.IsIdentity || column.Type?.Name.Name.Name is "serial" or "bigserial" or "smallserial" or "serial4" or "serial8" or "serial2"
        || column.Default is FunctionCall { Name.Name.Name: "nextval" };

    static bool Resets(Statement later, ObjectName table, LintContext context) => later switch
    {
        Insert insert => insert.Table.Name == table.Name && context.Known.Table(insert.Table) is { } known && Counted(insert, known) is not null,
        Select select => select.Nodes.Any(node => node is FunctionCall { Name.Name.Name: "setval" }),
        AlterSequence => true,
        AlterTable alter => alter.Table.Name.Name == table.Name && alter.Actions.Any(action => action is AlterIdentity),
        _ => false,
    };
}
