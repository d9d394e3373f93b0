namespace Turnstone.Sql.Statements;

using Turnstone.Sql.Syntax;

/// <summary><c>ALTER TYPE type RENAME VALUE 'old' TO 'new'</c></summary>
public sealed record RenameEnumValue(StatementSlice Slice, TextSpan Span, ObjectName Type, string OldValue, string NewValue) : Statement(Slice, Span)
{
    internal sealed class Parser() : StatementParser("ALTER TYPE")
    {
        public override Statement? Read(SyntaxReader reader)
        {
            var start = reader.Start;
            reader.Expect("ALTER", "TYPE");
            var type = reader.AnyName();
            if (!reader.Take("RENAME", "VALUE"))
            {
                return null;
            }

            var old = reader.StringValue().Name;
            reader.Expect("TO");
            var given = reader.StringValue().Name;
            return new RenameEnumValue(reader.Slice, reader.SpanFrom(start), type, old, given);
        }
    }
}
