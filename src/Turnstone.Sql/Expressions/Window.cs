namespace Turnstone.Sql.Expressions;

using System.Collections.Immutable;
using Turnstone.Sql.Syntax;

/// <summary>A window as OVER or WINDOW gives it.</summary>
/// <param name="Name">The window that it refers to or begins with; in WINDOW that is another one.</param>
/// <param name="IsReference">Whether the name is all there is: <c>OVER w</c>.</param>
/// <param name="Frame">From RANGE, ROWS or GROUPS to its end.</param>
public sealed record Window(TextSpan Span, Identifier? Name, bool IsReference, ImmutableArray<Expression> PartitionBy, ImmutableArray<SortKey> OrderBy, TextSpan? Frame) : SyntaxNode(Span)
{
    /// <summary>The name that WINDOW gives it.</summary>
    public Identifier? DefinedAs { get; init; }

    /// <summary>Values that its frame names.</summary>
    public ImmutableArray<Expression> FrameValues { get; init; } = [];

    internal static class Parser
    {
        /// <summary>What stands behind OVER.</summary>
        public static Window ReadOver(SyntaxReader reader)
        {
            var start = reader.Start;
            if (reader.Is(TokenKind.OpenParenthesis))
            {
                return Read(reader);
            }

            var name = reader.ColId();
            return new(reader.SpanFrom(start), name, true, [], [], null);
        }

        /// <summary>A specification in parentheses.</summary>
        public static Window Read(SyntaxReader reader)
        {
            var start = reader.Start;
            reader.Expect(TokenKind.OpenParenthesis);
            Identifier? name = reader.IsColId() && reader.Word is not ("PARTITION" or "RANGE" or "ROWS" or "GROUPS") ? reader.ColId() : null;
            var partition = reader.Take("PARTITION", "BY") ? reader.List(Expression.Parser.Read) : [];
            var order = SortKey.Parser.ReadClause(reader);
            var values = ImmutableArray.CreateBuilder<Expression>();
            var frame = Frame(reader, values);
            reader.Expect(TokenKind.CloseParenthesis);
            return new(reader.SpanFrom(start), name, false, partition, order, frame) { FrameValues = values.ToImmutable() };
        }

        static TextSpan? Frame(SyntaxReader reader, ImmutableArray<Expression>.Builder values)
        {
            var start = reader.Start;
            if (reader.TakeOneOf("RANGE", "ROWS", "GROUPS") is null)
            {
                return null;
            }

            if (reader.Take("BETWEEN"))
            {
                var first = Bound(reader, values);
                reader.Expect("AND");
                var last = Bound(reader, values);
                Check(reader, first, last);
            }
            else
            {
                var only = Bound(reader, values);
                Check(reader, only, "CURRENT");
            }

            if (reader.Take("EXCLUDE"))
            {
                _ = reader.Take("CURRENT", "ROW") || reader.Take("NO", "OTHERS") || reader.ExpectOneOf("GROUP", "TIES") is not null;
            }

            return reader.SpanFrom(start);
        }

        // What gram.y refuses of a frame.
        static void Check(SyntaxReader reader, string first, string last)
        {
            if (first == "UNBOUNDED FOLLOWING" || last == "UNBOUNDED PRECEDING" || first == "CURRENT" && last == "PRECEDING" || first == "FOLLOWING" && last is "PRECEDING" or "CURRENT" && first == "FOLLOWING")
            {
                reader.Fail("this window frame ends before it starts");
            }
        }

        static string Bound(SyntaxReader reader, ImmutableArray<Expression>.Builder values)
        {
            if (reader.Ahead(1).Word is "PRECEDING" or "FOLLOWING" && reader.Take("UNBOUNDED"))
            {
                return $"UNBOUNDED {reader.ExpectOneOf("PRECEDING", "FOLLOWING")}";
            }

            if (reader.Take("CURRENT", "ROW"))
            {
                return "CURRENT";
            }

            values.Add(Expression.Parser.Read(reader));
            return reader.ExpectOneOf("PRECEDING", "FOLLOWING");
        }
    }
}
