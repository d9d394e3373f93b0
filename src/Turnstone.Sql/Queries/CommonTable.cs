namespace Turnstone.Sql.Queries;

using System.Collections.Immutable;
using Turnstone.Sql.Syntax;

/// <summary>One query of WITH.</summary>
/// <param name="IsMaterialized">What is said of it; none where nothing is.</param>
public sealed record CommonTable(TextSpan Span, Identifier Name, ImmutableArray<Identifier> Columns, bool? IsMaterialized, Statement Query) : SyntaxNode(Span)
{
    /// <summary>Of a recursive one, in which order its rows are found.</summary>
    public SearchClause? Search { get; init; }

    /// <summary>Of a recursive one, how it sees that it goes round in circles.</summary>
    public CycleClause? Cycle { get; init; }

    internal static class Parser
    {
        public static CommonTable Read(SyntaxReader reader)
        {
            var start = reader.Start;
            var name = reader.ColId();
            var columns = reader.OptionalColumnList();
            reader.Expect("AS");
            bool? isMaterialized = reader.Take("MATERIALIZED") ? true : reader.Take("NOT", "MATERIALIZED") ? false : null;
            reader.Expect(TokenKind.OpenParenthesis);
            var query = WithClause.Parser.ReadPreparable(reader);
            reader.Expect(TokenKind.CloseParenthesis);
            var search = SearchClause.Parser.TryRead(reader);
            var cycle = CycleClause.Parser.TryRead(reader);
            return new(reader.SpanFrom(start), name, columns, isMaterialized, query) { Search = search, Cycle = cycle };
        }
    }
}
