namespace Turnstone.Sql.Queries;

using System.Collections.Immutable;
using Turnstone.Sql.Expressions;
using Turnstone.Sql.Syntax;

/// <summary><c>SELECT … FROM … WHERE … GROUP BY … HAVING … WINDOW …</c></summary>
/// <param name="DistinctOn">The values of DISTINCT ON.</param>
/// <param name="Into">The table that SELECT INTO makes.</param>
public sealed record SelectList(TextSpan Span, bool IsDistinct, ImmutableArray<Expression> DistinctOn, ImmutableArray<OutputColumn> Columns, NewTable? Into,
    ImmutableArray<TableReference> From, Expression? Where, ImmutableArray<Expression> GroupBy, Expression? Having, ImmutableArray<Window> Windows) : QueryBody(Span)
{
    /// <summary><c>GROUP BY DISTINCT</c>: whether grouping sets that are alike count once.</summary>
    public bool IsGroupByDistinct { get; init; }

    internal static class Parser
    {
        public static SelectList Read(SyntaxReader reader)
        {
            var start = reader.Start;
            reader.Expect("SELECT");
            return Read(reader, start, makesTable: true);
        }

        /// <summary>Without SELECT, and without INTO.</summary>
        public static SelectList ReadValue(SyntaxReader reader) => Read(reader, reader.Start, makesTable: false);

        static SelectList Read(SyntaxReader reader, int start, bool makesTable)
        {
            var isDistinct = reader.Take("DISTINCT");
            var on = isDistinct && reader.Is("ON") ? DistinctValues(reader) : [];
            _ = !isDistinct && reader.Take("ALL");
            var columns = HasColumns(reader) ? reader.List(OutputColumn.Parser.Read) : [];
            if (isDistinct && columns.IsEmpty && makesTable)
            {
                reader.Fail();
            }

            var into = makesTable && reader.Take("INTO") ? NewTable.Parser.ReadInto(reader) : null;
            var from = reader.Take("FROM") ? reader.List(TableReference.Parser.Read) : [];
            var where = reader.Take("WHERE") ? Expression.Parser.Read(reader) : null;
            var (isGroupByDistinct, groups) = reader.Take("GROUP", "BY") ? Groups(reader) : (false, []);
            var having = reader.Take("HAVING") ? Expression.Parser.Read(reader) : null;
            var windows = reader.Take("WINDOW") ? reader.List(NamedWindow) : [];
            return new(reader.SpanFrom(start), isDistinct, on, columns, into, from, where, groups, having, windows) { IsGroupByDistinct = isGroupByDistinct };
        }

        // SELECT may give rows without columns.
        static bool HasColumns(SyntaxReader reader) => !reader.AtEnd && reader.Kind != TokenKind.CloseParenthesis && reader.Kind != TokenKind.Semicolon
            && reader.Word is not ("INTO" or "FROM" or "WHERE" or "GROUP" or "HAVING" or "WINDOW" or "UNION" or "INTERSECT" or "EXCEPT" or "ORDER" or "LIMIT" or "OFFSET" or "FETCH" or "FOR" or "ON" or "RETURNING" or "WITH");

        static ImmutableArray<Expression> DistinctValues(SyntaxReader reader)
        {
            reader.Expect("ON");
            return reader.Parenthesised(Expression.Parser.Read);
        }

        static (bool IsDistinct, ImmutableArray<Expression> Values) Groups(SyntaxReader reader)
        {
            var isDistinct = reader.TakeOneOf("ALL", "DISTINCT") == "DISTINCT";
            return (isDistinct, reader.List(Group));
        }

        static Expression Group(SyntaxReader reader)
        {
            var start = reader.Start;
            if (reader.Is(TokenKind.OpenParenthesis) && reader.Ahead(1).Kind == TokenKind.CloseParenthesis)
            {
                reader.Next();
                reader.Next();
                return new RowConstructor(reader.SpanFrom(start), false, []);
            }

            if (reader.Word is "CUBE" or "ROLLUP" && reader.Ahead(1).Kind == TokenKind.OpenParenthesis)
            {
                var keyword = reader.ExpectOneOf("CUBE", "ROLLUP");
                var values = reader.Parenthesised(Expression.Parser.Read);
                return new KeywordCall(reader.SpanFrom(start), keyword, values, null);
            }

            if (!reader.Is("GROUPING", "SETS") || !reader.Enter())
            {
                return Expression.Parser.Read(reader);
            }

            reader.Next();
            reader.Next();
            var sets = reader.Parenthesised(Group);
            reader.Leave();
            return new KeywordCall(reader.SpanFrom(start), "GROUPING SETS", sets, null);
        }

        static Window NamedWindow(SyntaxReader reader)
        {
            var start = reader.Start;
            var name = reader.ColId();
            reader.Expect("AS");
            return Window.Parser.Read(reader) with { Span = reader.SpanFrom(start), DefinedAs = name };
        }
    }
}
