namespace Turnstone.Linting.Rules.Data;

using System.Collections.Immutable;
using Turnstone.Diagnostics;
using Turnstone.Sql;
using Turnstone.Sql.Expressions;
using Turnstone.Sql.Queries;
using Turnstone.Sql.Statements;

/// <summary>A star where columns are kept.</summary>
sealed class SelectStar : NodeRule<Statement>
{
    public override string Name => "select-star";

    public override RuleTopic Topic => RuleTopic.Data;

    public override Severity Severity => Severity.Info;

    public override string Danger => "A star in a view is written out when the view is made: columns that the table gets later are not shown, and one that is dropped takes the view with "
        + "it. In an INSERT it means other columns as soon as one of the two tables changes.";

    public override string Cure => "Name the columns that are meant, one by one.";

    public override string Limits => "Said of views, materialized views and INSERT … SELECT. Mended where all columns of the one table are known.";

    protected override IEnumerable<Finding> Check(Statement statement, LintContext context)
    {
        if (ReferenceEquals(statement, context.Statement) && Query(statement) is { Body: SelectList list } query)
        {
            foreach (var star in list.Columns.Where(column => column.Value is ColumnReference { IsStar: true }))
            {
                yield return Finding.Of(star, "Which columns these are depends on when it runs.") with { Fix = Named(star, list, context) };
            }
        }
    }

    static Select? Query(Statement statement) => statement switch
    {
        CreateView view => view.Query,
        CreateMaterializedView view => view.Query,
        Insert insert => insert.Query,
        _ => null,
    };

    static ImmutableArray<TextEdit> Named(OutputColumn star, SelectList list, LintContext context) =>
        star.Value is ColumnReference { Parts: [] } && list.From is [TableItem { Alias: null } from] && context.Known.Table(from.Relation.Name) is { IsWhole: true } table
            ? [new(star.Span, string.Join(", ", table.Columns.Keys.Select(column => new Identifier(column).Shown())))]
            : [];
}
