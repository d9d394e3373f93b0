namespace Turnstone.Sql.Statements;

using Turnstone.Sql.Syntax;

/// <summary><c>FETCH</c> or <c>MOVE</c>: the rows of a cursor are given, or passed over.</summary>
/// <param name="Direction"><c>NEXT</c>, <c>ABSOLUTE</c>, <c>FORWARD</c> …; none where none is named.</param>
/// <param name="Count">As it stands: a number, or <c>ALL</c>.</param>
public sealed record Fetch(StatementSlice Slice, TextSpan Span, bool IsMove, string? Direction, TextSpan? Count, Identifier Cursor) : Statement(Slice, Span)
{
    internal sealed class Parser() : StatementParser("FETCH", "MOVE")
    {
        public override Statement? Read(SyntaxReader reader)
        {
            var start = reader.Start;
            var isMove = reader.ExpectOneOf("FETCH", "MOVE") == "MOVE";
            // A cursor may be called as a direction is.
            var direction = reader.Ahead(1).Kind == TokenKind.None ? null : reader.TakeOneOf("NEXT", "PRIOR", "FIRST", "LAST", "ABSOLUTE", "RELATIVE", "FORWARD", "BACKWARD");
            var count = ReadCount(reader, direction);
            _ = reader.TakeOneOf("FROM", "IN");
            var cursor = reader.ColId();
            return new Fetch(reader.Slice, reader.SpanFrom(start), isMove, direction, count, cursor);
        }

        static TextSpan? ReadCount(SyntaxReader reader, string? direction)
        {
            var start = reader.Start;
            return direction switch
            {
                "NEXT" or "PRIOR" or "FIRST" or "LAST" => null,
                "ABSOLUTE" or "RELATIVE" => reader.SignedInteger(),
                _ => reader.Kind is TokenKind.Number or TokenKind.Operator ? reader.SignedInteger() : reader.Take("ALL") ? reader.SpanFrom(start) : null,
            };
        }
    }
}
