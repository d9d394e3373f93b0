namespace Turnstone.Sql.Statements;

using Turnstone.Sql.Syntax;

/// <summary><c>CREATE [OR REPLACE] [TRUSTED] [PROCEDURAL] LANGUAGE name [HANDLER …]</c></summary>
/// <param name="Handler">None where the language is an extension's.</param>
public sealed record CreateLanguage(StatementSlice Slice, TextSpan Span, bool OrReplace, bool IsTrusted, Identifier Name, ObjectName? Handler) : Statement(Slice, Span)
{
    /// <summary>The function that runs a DO.</summary>
    public ObjectName? Inline { get; init; }

    /// <summary>The function that looks at what CREATE FUNCTION makes; none where there is NO VALIDATOR.</summary>
    public ObjectName? Validator { get; init; }

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
            ObjectName? inline = handler is not null && reader.Take("INLINE") ? reader.AnyName() : null;
            var hasNone = handler is not null && reader.Take("NO");
            ObjectName? validator = handler is not null && !hasNone && reader.Take("VALIDATOR") ? reader.AnyName() : null;
            if (hasNone)
            {
                reader.Expect("VALIDATOR");
            }

            return new CreateLanguage(reader.Slice, reader.SpanFrom(start), orReplace, isTrusted, name, handler) { Inline = inline, Validator = validator };
        }
    }
}
