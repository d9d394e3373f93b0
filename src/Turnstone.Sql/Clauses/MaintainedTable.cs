namespace Turnstone.Sql.Clauses;

using System.Collections.Immutable;
using Turnstone.Sql.Queries;
using Turnstone.Sql.Syntax;

/// <summary>A table that VACUUM or ANALYZE goes over.</summary>
/// <param name="IsOnly">Whether the tables that inherit from it are left out.</param>
/// <param name="Columns">Those that ANALYZE looks at; none where it is all of them.</param>
public sealed record MaintainedTable(TextSpan Span, ObjectName Name, bool IsOnly, ImmutableArray<Identifier> Columns) : SyntaxNode(Span)
{
    public override IEnumerable<ObjectName> NamedRelations => [Name];

    public override IEnumerable<Identifier> NamedColumns => Columns;

    internal static class Parser
    {
        /// <summary>Those that stand here.</summary>
        public static ImmutableArray<MaintainedTable> TryReadAll(SyntaxReader reader) => reader.AtEnd ? [] : reader.List(Read);

        static MaintainedTable Read(SyntaxReader reader)
        {
            var start = reader.Start;
            var relation = reader.Version >= PgVersion.V18 ? RelationName.Parser.Read(reader) : new(default, reader.QualifiedName(), false);
            var columns = reader.OptionalColumnList();
            return new(reader.SpanFrom(start), relation.Name, relation.IsOnly, columns);
        }
    }
}
