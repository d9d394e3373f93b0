namespace Turnstone.Sql.Statements;

using Turnstone.Sql.Syntax;

/// <summary><c>NOTIFY channel [, 'payload']</c></summary>
/// <param name="Payload">As it stands.</param>
public sealed record Notify(StatementSlice Slice, TextSpan Span, Identifier Channel, TextSpan? Payload) : Statement(Slice, Span)
{
    internal sealed class Parser() : StatementParser("NOTIFY")
    {
        public override Statement? Read(SyntaxReader reader)
        {
            var start = reader.Start;
            reader.Expect("NOTIFY");
            var channel = reader.ColId();
            TextSpan? payload = reader.Take(TokenKind.Comma) ? reader.String() : null;
            return new Notify(reader.Slice, reader.SpanFrom(start), channel, payload);
        }
    }
}
