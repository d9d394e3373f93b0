namespace Turnstone.Sql.Statements;

using Turnstone.Sql.Syntax;

/// <summary><c>CHECKPOINT</c></summary>
public sealed record Checkpoint(StatementSlice Slice, TextSpan Span) : Statement(Slice, Span)
{
    internal sealed class Parser() : StatementParser("CHECKPOINT")
    {
        public override Statement? Read(SyntaxReader reader)
        {
            var start = reader.Start;
            reader.Expect("CHECKPOINT");
            return new Checkpoint(reader.Slice, reader.SpanFrom(start));
        }
    }
}
