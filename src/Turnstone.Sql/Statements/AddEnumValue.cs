namespace Turnstone.Sql.Statements;

using Turnstone.Sql.Syntax;

/// <summary><c>ALTER TYPE type ADD VALUE [IF NOT EXISTS] 'value' [BEFORE | AFTER 'neighbour']</c></summary>
/// <param name="Neighbour">None where the value is the last one.</param>
public sealed record AddEnumValue(StatementSlice Slice, TextSpan Span, ObjectName Type, bool IfNotExists, string Value, string? Neighbour, bool IsBefore) : Statement(Slice, Span)
{
    internal sealed class Parser() : StatementParser("ALTER TYPE")
    {
        public override Statement? Read(SyntaxReader reader)
        {
            var start = reader.Start;
            reader.Expect("ALTER", "TYPE");
            var type = reader.AnyName();
            if (!reader.Take("ADD", "VALUE"))
            {
                return null;
            }

            var ifNotExists = reader.Take("IF", "NOT", "EXISTS");
            var value = reader.StringValue().Name;
            var place = reader.TakeOneOf("BEFORE", "AFTER");
            var neighbour = place is null ? null : reader.StringValue().Name;
            return new AddEnumValue(reader.Slice, reader.SpanFrom(start), type, ifNotExists, value, neighbour, place == "BEFORE");
        }
    }
}
