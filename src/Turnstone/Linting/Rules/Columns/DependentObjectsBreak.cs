namespace Turnstone.Linting.Rules.Columns;

using Turnstone.Diagnostics;
using Turnstone.Sql;
using Turnstone.Sql.TableActions;

/// <summary>A column that something else is made of.</summary>
sealed class DependentObjectsBreak : NodeRule<TableAction>
{
    public override string Name => "dependent-objects-break";

    public override RuleTopic Topic => RuleTopic.Columns;

    public override Severity Severity => Severity.Error;

    public override string Danger => "PostgreSQL neither drops a column nor changes its type while a view, a generated column, a trigger, a policy or a publication is made of it; DROP … CASCADE takes them along, grants included.";

    public override string Cure => "In one transaction: DROP what depends on it, change the column, and CREATE it again with its owner, grants and comments.";

    public override string Limits => "Said only of what was seen to be made, and of names that can be no other table's column.";

    protected override IEnumerable<Finding> Check(TableAction action, LintContext context)
    {
        var (column, isCascade) = action switch
        {
            AlterColumnType type => (type.Column, false),
            Turnstone.Sql.TableActions.DropColumn drop => (drop.Column, drop.Cascade),
            _ => ((Identifier?)null, false),
        };
        if (column is { } name && context.Altered is { } table && context.Known.Table(table) is { } known && context.Known.UsesOf(known, name).Select(use => use.Shown).ToList() is { Count: > 0 } uses)
        {
            var all = string.Join(", ", uses);
            yield return Finding.Of(action, isCascade ? $"With {name.Shown()} goes what is made of it: {all}." : $"PostgreSQL refuses this, as {name.Shown()} is part of {all}.");
        }
    }
}
