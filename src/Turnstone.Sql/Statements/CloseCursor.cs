namespace Turnstone.Sql.Statements;

using Turnstone.Sql.Syntax;

/// <summary><c>CLOSE {cursor | ALL}</c></summary>
/// <param name="Name">None where it is all of them.</param>
public sealed record CloseCursor(StatementSlice Slice, TextSpan Span, Identifier? Name) : Statement(Slice, Span)
{
    internal sealed class Parser() : StatementParser("CLOSE")
    {
        public override Statement? Read(SyntaxReader reader)
        {
            var start = reader.Start;
            reader.Expect("CLOSE");
            Identifier? name = reader.Take("ALL") ? null : reader.ColId();
            return new CloseCursor(reader.Slice, reader.SpanFrom(start), name);
        }
    }
}
