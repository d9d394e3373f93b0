namespace Turnstone.Linting.Rules.Data;

using System.Collections.Immutable;
using Turnstone.Diagnostics;
using Turnstone.Sql;
using Turnstone.Sql.Queries;
using Turnstone.Sql.Statements;

/// <summary>Rows whose values go to columns by their place.</summary>
sealed class InsertWithoutColumnList : NodeRule<Insert>
{
    public override string Name => "insert-without-column-list";

    public override RuleTopic Topic => RuleTopic.Data;

    public override Severity Severity => Severity.Info;

    public override string Danger => "Without a list of columns, values go by the order that the columns happen to have. Where a database came to its columns in another order, or has one "
        + "more, the values land in the wrong ones, or the statement fails.";

    public override string Cure => "Name the columns, in the order of the values: INSERT INTO t (a, b) VALUES (…).";

    public override string Limits => "Not said of a table that is new or temporary. Mended where all columns of the table are known.";

    protected override IEnumerable<Finding> Check(Insert insert, LintContext context)
    {
        if (insert is { Columns: [], Query: { } query } && context.IsInUse(insert.Table))
        {
            yield return Finding.Of(insert, $"Which columns of {insert.Table.Shown()} get which value is not said.") with { Fix = Named(insert, query, context) };
        }
    }

    static ImmutableArray<TextEdit> Named(Insert insert, Select query, LintContext context) =>
        insert is { Alias: null, Overriding: null } && query.Body is ValuesList { Rows: [var row, ..] } && context.Known.Table(insert.Table) is { IsWhole: true } table && row.Length <= table.Columns.Count
            ? [new(new(insert.Table.Span.End, 0), $" ({string.Join(", ", table.Columns.Keys.Take(row.Length).Select(column => new Identifier(column).Shown()))})")]
            : [];
}
