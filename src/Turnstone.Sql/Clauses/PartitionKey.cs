namespace Turnstone.Sql.Clauses;

using Turnstone.Sql.Expressions;
using Turnstone.Sql.Queries;
using Turnstone.Sql.Syntax;

/// <summary>A column or an expression that rows are spread over partitions by.</summary>
/// <param name="Column">None of an expression.</param>
public sealed record PartitionKey(TextSpan Span, Identifier? Column, Expression? Value, ObjectName? Collation, ObjectName? OperatorClass) : SyntaxNode(Span)
{
    public override IEnumerable<Identifier> NamedColumns => Column is { } column ? [column] : [];

    internal static class Parser
    {
        /// <summary><c>part_elem</c> of <c>gram.y</c>.</summary>
        public static PartitionKey Read(SyntaxReader reader)
        {
            var start = reader.Start;
            var (column, value) = IndexKey.Parser.ReadSubject(reader);
            ObjectName? collation = reader.Take("COLLATE") ? reader.AnyName() : null;
            ObjectName? operatorClass = reader.IsColId() ? reader.AnyName() : null;
            return new(reader.SpanFrom(start), column, value, collation, operatorClass);
        }
    }
}
