namespace Turnstone.Sql;

using System.Collections.Immutable;
using Turnstone.Sql.Queries;
using Turnstone.Sql.Syntax;

/// <summary>What a statement names: its tables, views and the like, and its columns, each once and in the order in which they stand.</summary>
/// <remarks>Names that its own WITH gives are none. Whose a column is, only the catalog can tell.</remarks>
public sealed record StatementNames(ImmutableArray<ObjectName> Relations, ImmutableArray<Identifier> Columns)
{
    public static StatementNames Of(SyntaxNode statement)
    {
        var collector = new Collector();
        collector.See(statement, []);
        return new([.. collector.Relations], [.. collector.Columns]);
    }

    sealed class Collector
    {
        public List<ObjectName> Relations { get; } = [];

        public List<Identifier> Columns { get; } = [];

        readonly HashSet<ObjectName> relations = [];
        readonly HashSet<Identifier> columns = [];

        public void See(SyntaxNode node, ImmutableHashSet<Identifier> own)
        {
            var children = node.Children;
            var with = children.OfType<WithClause>().FirstOrDefault();
            own = with is null ? own : See(with, own);
            foreach (var name in node.NamedRelations)
            {
                // What a statement changes or makes is never one of its WITH.
                if ((node is not RelationName || name.Schema is not null || !own.Contains(name.Name)) && relations.Add(name))
                {
                    Relations.Add(name);
                }
            }

            foreach (var name in node.NamedColumns)
            {
                if (columns.Add(name))
                {
                    Columns.Add(name);
                }
            }

            foreach (var child in children)
            {
                if (!ReferenceEquals(child, with))
                {
                    See(child, own);
                }
            }
        }

        // Each sees those before it; where they are recursive, all of them.
        ImmutableHashSet<Identifier> See(WithClause with, ImmutableHashSet<Identifier> own)
        {
            own = with.IsRecursive ? own.Union(with.Tables.Select(table => table.Name)) : own;
            foreach (var table in with.Tables)
            {
                See(table, own);
                own = own.Add(table.Name);
            }

            return own;
        }
    }
}
