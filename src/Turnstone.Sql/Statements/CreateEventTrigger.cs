namespace Turnstone.Sql.Statements;

using System.Collections.Immutable;
using Turnstone.Sql.Syntax;

/// <summary><c>CREATE EVENT TRIGGER name ON event [WHEN …] EXECUTE FUNCTION f()</c></summary>
/// <param name="Tags">Of WHEN, whatever they filter.</param>
public sealed record CreateEventTrigger(StatementSlice Slice, TextSpan Span, Identifier Name, Identifier Event, ImmutableArray<string> Tags, ObjectName Function) : Statement(Slice, Span)
{
    internal sealed class Parser() : StatementParser("CREATE EVENT")
    {
        public override Statement? Read(SyntaxReader reader)
        {
            var start = reader.Start;
            reader.Expect("CREATE", "EVENT", "TRIGGER");
            var name = reader.ColId();
            reader.Expect("ON");
            var happening = reader.ColLabel();
            var tags = ReadTags(reader);
            CreateTrigger.Parser.ReadExecute(reader);
            var function = reader.FunctionName();
            reader.Expect(TokenKind.OpenParenthesis);
            reader.Expect(TokenKind.CloseParenthesis);
            return new CreateEventTrigger(reader.Slice, reader.SpanFrom(start), name, happening, tags, function);
        }

        static ImmutableArray<string> ReadTags(SyntaxReader reader)
        {
            var tags = ImmutableArray.CreateBuilder<string>();
            if (reader.Take("WHEN"))
            {
                do
                {
                    reader.ColId();
                    reader.Expect("IN");
                    tags.AddRange(reader.Parenthesised(static one => one.StringValue().Name));
                }
                while (reader.Take("AND"));
            }

            return tags.DrainToImmutable();
        }
    }
}
