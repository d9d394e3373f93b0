namespace Turnstone.Sql.Statements;

using Turnstone.Sql.Syntax;

/// <summary><c>DISCARD {PLANS | SEQUENCES | TEMP}</c></summary>
/// <param name="What"><c>PLANS</c>, <c>SEQUENCES</c> or <c>TEMP</c>.</param>
public sealed record Discard(StatementSlice Slice, TextSpan Span, string What) : Statement(Slice, Span)
{
    internal sealed class Parser() : StatementParser("DISCARD")
    {
        public override Statement? Read(SyntaxReader reader)
        {
            if (reader.IsAhead(1, "ALL"))
            {
                return null;
            }

            var start = reader.Start;
            reader.Expect("DISCARD");
            var what = reader.Take("TEMPORARY") ? "TEMP" : reader.ExpectOneOf("PLANS", "SEQUENCES", "TEMP");
            return new Discard(reader.Slice, reader.SpanFrom(start), what);
        }
    }
}
