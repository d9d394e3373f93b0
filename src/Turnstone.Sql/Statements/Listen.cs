namespace Turnstone.Sql.Statements;

using Turnstone.Sql.Syntax;

/// <summary><c>LISTEN channel</c>, <c>UNLISTEN {channel | *}</c></summary>
/// <param name="Channel">None where it is all of them.</param>
public sealed record Listen(StatementSlice Slice, TextSpan Span, bool IsEnd, Identifier? Channel) : Statement(Slice, Span)
{
    internal sealed class Parser() : StatementParser("LISTEN", "UNLISTEN")
    {
        public override Statement? Read(SyntaxReader reader)
        {
            var start = reader.Start;
            var isEnd = reader.ExpectOneOf("LISTEN", "UNLISTEN") == "UNLISTEN";
            Identifier? channel = isEnd && reader.TakeOperator("*") ? null : reader.ColId();
            return new Listen(reader.Slice, reader.SpanFrom(start), isEnd, channel);
        }
    }
}
