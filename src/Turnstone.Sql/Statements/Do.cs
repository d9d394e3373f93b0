namespace Turnstone.Sql.Statements;

using Turnstone.Sql.Syntax;

/// <summary><c>DO [LANGUAGE language] 'code'</c></summary>
/// <param name="Language">None where it is left to be PL/pgSQL.</param>
/// <param name="Code">What it says, and where it stands.</param>
public sealed record Do(StatementSlice Slice, TextSpan Span, string? Language, Identifier? Code) : Statement(Slice, Span)
{
    internal sealed class Parser() : StatementParser("DO")
    {
        public override Statement? Read(SyntaxReader reader)
        {
            var start = reader.Start;
            string? language = null;
            Identifier? code = null;
            reader.Expect("DO");
            do
            {
                if (reader.Take("LANGUAGE"))
                {
                    language = reader.NonReservedOrString().Name;
                }
                else
                {
                    code = reader.StringValue();
                }
            }
            while (reader.Is("LANGUAGE") || reader.IsString());

            return new Do(reader.Slice, reader.SpanFrom(start), language, code);
        }
    }
}
