namespace Turnstone.Sql.Queries;

using System.Collections.Immutable;
using Turnstone.Sql.Syntax;

/// <summary><c>SEARCH DEPTH FIRST BY a, b SET c</c>: in which order a recursive query of WITH finds its rows.</summary>
/// <param name="IsDepthFirst">Whether what a row leads to comes before its neighbours.</param>
/// <param name="Columns">What neighbours are ordered by.</param>
/// <param name="Order">The column that is added, to order by.</param>
public sealed record SearchClause(TextSpan Span, bool IsDepthFirst, ImmutableArray<Identifier> Columns, Identifier Order) : SyntaxNode(Span)
{
    internal static class Parser
    {
        public static SearchClause? TryRead(SyntaxReader reader)
        {
            var start = reader.Start;
            if (!reader.Take("SEARCH"))
            {
                return null;
            }

            var isDepthFirst = reader.ExpectOneOf("DEPTH", "BREADTH") == "DEPTH";
            reader.Expect("FIRST", "BY");
            var columns = reader.List(static one => one.ColId());
            reader.Expect("SET");
            var order = reader.ColId();
            return new(reader.SpanFrom(start), isDepthFirst, columns, order);
        }
    }
}
