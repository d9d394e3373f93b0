namespace Turnstone.Sql.Statements;

using Turnstone.Sql.Syntax;

/// <summary><c>DEALLOCATE [PREPARE] {name | ALL}</c></summary>
/// <param name="Name">None where it is all that was prepared.</param>
public sealed record Deallocate(StatementSlice Slice, TextSpan Span, Identifier? Name) : Statement(Slice, Span)
{
    internal sealed class Parser() : StatementParser("DEALLOCATE")
    {
        public override Statement? Read(SyntaxReader reader)
        {
            var start = reader.Start;
            reader.Expect("DEALLOCATE");
            _ = reader.Ahead(1).Kind != TokenKind.None && reader.Take("PREPARE");
            Identifier? name = reader.Take("ALL") ? null : reader.ColId();
            return new Deallocate(reader.Slice, reader.SpanFrom(start), name);
        }
    }
}
