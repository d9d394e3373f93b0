namespace Turnstone.Sql.Statements;

using Turnstone.Sql.Queries;
using Turnstone.Sql.Syntax;

/// <summary><c>DECLARE name … CURSOR [WITH HOLD] FOR query</c></summary>
/// <param name="IsHeld">Whether it outlives its transaction.</param>
public sealed record DeclareCursor(StatementSlice Slice, TextSpan Span, Identifier Name, bool IsHeld, Statement Query) : Statement(Slice, Span)
{
    internal sealed class Parser() : StatementParser("DECLARE")
    {
        public override Statement? Read(SyntaxReader reader)
        {
            var start = reader.Start;
            reader.Expect("DECLARE");
            var name = reader.ColId();
            while (reader.Take("NO", "SCROLL") || reader.TakeOneOf("SCROLL", "BINARY", "ASENSITIVE", "INSENSITIVE") is not null)
            {
            }

            reader.Expect("CURSOR");
            var isHeld = reader.Take("WITH", "HOLD");
            _ = isHeld || reader.Take("WITHOUT", "HOLD");
            reader.Expect("FOR");
            var query = WithClause.Parser.ReadPreparable(reader);
            if (query is not Select)
            {
                reader.Fail();
            }

            return new DeclareCursor(reader.Slice, reader.SpanFrom(start), name, isHeld, query);
        }
    }
}
