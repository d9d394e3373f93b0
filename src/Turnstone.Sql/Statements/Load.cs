namespace Turnstone.Sql.Statements;

using Turnstone.Sql.Syntax;

/// <summary><c>LOAD 'file'</c></summary>
/// <param name="File">As it stands.</param>
public sealed record Load(StatementSlice Slice, TextSpan Span, TextSpan File) : Statement(Slice, Span)
{
    internal sealed class Parser() : StatementParser("LOAD")
    {
        public override Statement? Read(SyntaxReader reader)
        {
            var start = reader.Start;
            reader.Expect("LOAD");
            var file = reader.String();
            return new Load(reader.Slice, reader.SpanFrom(start), file);
        }
    }
}
