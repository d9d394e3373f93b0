namespace Turnstone.Sql.Statements;

using Turnstone.Sql.Syntax;

/// <summary><c>DISCARD ALL</c></summary>
public sealed record DiscardAll(StatementSlice Slice, TextSpan Span) : Statement(Slice, Span)
{
    internal sealed class Parser() : StatementParser("DISCARD")
    {
        public override Statement? Read(SyntaxReader reader)
        {
            var start = reader.Start;
            return reader.Take("DISCARD", "ALL") ? new DiscardAll(reader.Slice, reader.SpanFrom(start)) : null;
        }
    }
}
