namespace Turnstone.Sql.Statements;

using Turnstone.Sql.Syntax;

/// <summary><c>CREATE [OR REPLACE] [TRUSTED] [PROCEDURAL] LANGUAGE name [HANDLER …]</c></summary>
/// <param name="Handler">None where the language is an extension's.</param>
public sealed record CreateLanguage(StatementSlice Slice, TextSpan Span, bool OrReplace, bool IsTrusted, Identifier Name, ObjectName? Handler) : Statement(Slice, Span)
{
    internal sealed class Parser() : StatementParser("CREATE LANGUAGE")
    {
        public override Statement? Read(SyntaxReader reader)
        {
            var start = reader.Start;
            reader.Expect("CREATE");
            var orReplace = reader.Take("OR", "REPLACE");
            var isTrusted = reader.Take("TRUSTED");
            _ = reader.Take("PROCEDURAL");
            reader.Expect("LANGUAGE");
            var name = reader.ColId();
            ObjectName? handler = reader.Take("HANDLER") ? reader.AnyName() : null;
            if (handler is not null)
            {
                ReadOthers(reader);
            }

            return new CreateLanguage(reader.Slice, reader.SpanFrom(start), orReplace, isTrusted, name, handler);
        }

        static void ReadOthers(SyntaxReader reader)
        {
            if (reader.Take("INLINE"))
            {
                reader.AnyName();
            }

            if (reader.Take("NO"))
            {
                reader.Expect("VALIDATOR");
            }
            else if (reader.Take("VALIDATOR"))
            {
                reader.AnyName();
            }
        }
    }
}
