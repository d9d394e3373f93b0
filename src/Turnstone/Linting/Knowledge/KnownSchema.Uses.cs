namespace Turnstone.Linting.Knowledge;

using Turnstone.Sql;
using Turnstone.Sql.Clauses;
using Turnstone.Sql.Expressions;
using Turnstone.Sql.Queries;
using Turnstone.Sql.Statements;
using Turnstone.Sql.Syntax;

/// <summary>What depends on columns: views, generated columns, triggers, policies, publications.</summary>
public sealed partial class KnownSchema
{
    readonly List<CreatePublication> publications = [];

    /// <summary>The publications that were seen.</summary>
    public IEnumerable<CreatePublication> Publications => publications;

    /// <summary>The tables with a column of a domain or a type.</summary>
    public IEnumerable<KnownTable> TablesOf(ObjectName type) =>
        Type(type) is { } known ? tables.Values.Where(table => table.Kind == ObjectKind.Table && table.Columns.Values.Any(column => column.Kept?.Own is { } own && Type(own) == known)) : [];

    /// <summary>What keeps a column from being dropped or being of another type, as far as it was seen.</summary>
    public IEnumerable<ColumnUse> UsesOf(KnownTable table, Identifier column)
    {
        foreach (var view in table.Views.Where(view => Shows(view.Query!, table, column)))
        {
            yield return new(view.Kind == ObjectKind.MaterializedView ? "materialized view" : "view", view.Name.Name);
        }
        foreach (var other in table.Columns.Values.Where(one => one.GeneratedOf.Contains(column.Name)))
        {
            yield return new("generated column", other.Name);
        }
        foreach (var statement in table.Parts.Select(part => part.Statement).Concat(publications))
        {
            var use = statement switch
            {
                CreateTrigger trigger when trigger.Events.Any(one => one.Columns.Contains(column)) || Names(trigger.When, column) => new("trigger", trigger.Name.Name),
                CreatePolicy policy when Names(policy.Using, column) || Names(policy.Check, column) => new("policy", policy.Name.Name),
                CreatePublication publication when publication.Objects.Any(one => one.Table is { } published && Table(published.Name) == table && Names(one.Where, column)) => new ColumnUse("publication", publication.Name.Name),
                _ => null,
            };
            if (use is not null)
            {
                yield return use;
            }
        }
    }

    static bool Names(SyntaxNode? node, Identifier column) => node is not null && node.Nodes.OfType<ColumnReference>().Any(one => !one.IsStar && one.Parts[^1] == column);

    // Of a name that could be another table's column nothing is said.
    bool Shows(Select query, KnownTable table, Identifier column)
    {
        var items = query.Nodes.OfType<TableItem>().ToList();
        var names = items.Where(item => Table(item.Relation.Name) == table).Select(item => item.Alias?.Name ?? item.Relation.Name.Name).ToList();
        return names.Count > 0 && query.Nodes.OfType<ColumnReference>().Any(one => one switch
        {
            { IsStar: true, Parts.IsEmpty: true } => items.Count == names.Count,
            { IsStar: true } => names.Contains(one.Parts[^1]),
            { Parts.Length: 1 } => one.Parts[0] == column && items.Count == names.Count,
            _ => one.Parts[^1] == column && names.Contains(one.Parts[^2]),
        });
    }
}
