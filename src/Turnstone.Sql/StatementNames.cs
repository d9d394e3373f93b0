namespace Turnstone.Sql;

using System.Collections.Immutable;
using Turnstone.Sql.Expressions;
using Turnstone.Sql.Queries;
using Turnstone.Sql.Syntax;

/// <summary>What a statement names: its tables, views and the like, and its columns, each once and in the order in which they stand.</summary>
/// <remarks>Names that its own WITH gives are none. Whose a column is, only the catalog can tell.</remarks>
public sealed record StatementNames(ImmutableArray<ObjectName> Relations, ImmutableArray<Identifier> Columns)
{
    public static StatementNames Of(SyntaxNode statement)
    {
        var collector = new Collector();
        collector.See(statement);
        return new([.. collector.Relations.OrderBy(name => name.Span.Start).Distinct()], [.. collector.Columns.OrderBy(name => name.Span.Start).Distinct()]);
    }

    // A long chain of operators is a deep tree: it is walked without recursion.
    sealed class Collector
    {
        readonly Stack<(SyntaxNode Node, ImmutableHashSet<Identifier> Own)> waiting = new();

        public List<ObjectName> Relations { get; } = [];

        public List<Identifier> Columns { get; } = [];

        public void See(SyntaxNode statement)
        {
            waiting.Push((statement, []));
            while (waiting.TryPop(out var next))
            {
                See(next.Node, next.Own);
            }
        }

        void See(SyntaxNode node, ImmutableHashSet<Identifier> own)
        {
            var children = node.Children;
            var with = children.OfType<WithClause>().FirstOrDefault();
            own = with is null ? own : See(with, own);
            // What a statement changes or makes is never one of its WITH.
            Relations.AddRange(node.NamedRelations.Where(name => node is not RelationName || name.Schema is not null || !own.Contains(name.Name)));
            Columns.AddRange(node.NamedColumns);
            // What stands in a type's parentheses is written as columns are, and names none.
            foreach (var child in children.Where(child => !ReferenceEquals(child, with) && node is not TypeName))
            {
                waiting.Push((child, own));
            }
        }

        // Each sees those before it; where they are recursive, all of them.
        ImmutableHashSet<Identifier> See(WithClause with, ImmutableHashSet<Identifier> own)
        {
            own = with.IsRecursive ? own.Union(with.Tables.Select(table => table.Name)) : own;
            foreach (var table in with.Tables)
            {
                waiting.Push((table, own));
                own = own.Add(table.Name);
            }

            return own;
        }
    }
}
