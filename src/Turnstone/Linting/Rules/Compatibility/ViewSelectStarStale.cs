namespace Turnstone.Linting.Rules.Compatibility;

using Turnstone.Diagnostics;
using Turnstone.Sql.Clauses;
using Turnstone.Sql.Expressions;
using Turnstone.Sql.Queries;
using Turnstone.Sql.Statements;
using Turnstone.Sql.TableActions;

/// <summary>A column that a view of everything does not show.</summary>
sealed class ViewSelectStarStale : NodeRule<AddColumn>
{
    public override string Name => "view-select-star-stale";

    public override RuleTopic Topic => RuleTopic.Compatibility;

    public override Severity Severity => Severity.Info;

    public override string Danger => "PostgreSQL writes the star of a view out when the view is made. A column that its table gets afterwards is not in it, though the file says SELECT *; and it is there on a database that was built anew, where the view was made behind the column.";

    public override string Cure => "In the same migration: CREATE OR REPLACE VIEW with the columns named, the new one at the end.";

    public override string Limits => "Said of views that were seen to be made with a star of the table, and that nothing behind it in the file makes again.";

    protected override IEnumerable<Finding> Check(AddColumn add, LintContext context)
    {
        if (context.Altered is { } name && context.Known.Table(name) is { } table)
        {
            foreach (var view in table.Views.Where(view => view.Query!.Nodes.OfType<SelectList>().Any(list => ShowsAll(list, name, context)) && !context.LaterInFile().Any(later => later is CreateView or Drop && later.Nodes.SelectMany(node => node is ObjectReference gone ? [gone.Name] : node.NamedRelations).Any(one => context.Known.Table(one) == view))))
            {
                yield return Turnstone.Linting.Finding.Of(add, $"{context.Known.Written(view).Shown()} was made with SELECT * and does not show {add.Column.Name.Shown()}.");
            }
        }
    }

    static bool ShowsAll(SelectList list, Turnstone.Sql.ObjectName table, LintContext context)
    {
        var own = list.From.SelectMany(from => from.Nodes).OfType<TableItem>().Where(item => context.Known.Table(item.Relation.Name) == context.Known.Table(table)).ToList();
        return own.Count > 0 && list.Columns.Any(column => column.Value is ColumnReference { IsStar: true } star && (star.Parts.IsEmpty || own.Exists(item => (item.Alias?.Name ?? item.Relation.Name.Name) == star.Parts[^1])));
    }
}
