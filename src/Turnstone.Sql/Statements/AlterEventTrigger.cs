namespace Turnstone.Sql.Statements;

using Turnstone.Sql.Syntax;

/// <summary><c>ALTER EVENT TRIGGER name ENABLE [REPLICA | ALWAYS] | DISABLE</c></summary>
/// <param name="State"><c>ENABLE</c>, <c>ENABLE REPLICA</c>, <c>ENABLE ALWAYS</c>, <c>DISABLE</c></param>
public sealed record AlterEventTrigger(StatementSlice Slice, TextSpan Span, Identifier Name, string State) : Statement(Slice, Span)
{
    internal sealed class Parser() : StatementParser("ALTER EVENT")
    {
        public override Statement? Read(SyntaxReader reader)
        {
            var start = reader.Start;
            reader.Expect("ALTER", "EVENT", "TRIGGER");
            var name = reader.ColId();
            if (reader.Word is "RENAME" or "OWNER")
            {
                return null;
            }

            var state = reader.ExpectOneOf("ENABLE", "DISABLE");
            if (state == "ENABLE" && reader.TakeOneOf("REPLICA", "ALWAYS") is { } when)
            {
                state += " " + when;
            }

            return new AlterEventTrigger(reader.Slice, reader.SpanFrom(start), name, state);
        }
    }
}
