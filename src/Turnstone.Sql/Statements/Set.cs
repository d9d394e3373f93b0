namespace Turnstone.Sql.Statements;

using Turnstone.Sql.Clauses;
using Turnstone.Sql.Syntax;

/// <summary><c>SET [LOCAL | SESSION] …</c></summary>
/// <param name="IsLocal">Whether it ends with the transaction.</param>
public sealed record Set(StatementSlice Slice, TextSpan Span, bool IsLocal, SettingChange Change) : Statement(Slice, Span)
{
    internal sealed class Parser() : StatementParser("SET")
    {
        public override Statement? Read(SyntaxReader reader)
        {
            var start = reader.Start;
            reader.Expect("SET");
            if (reader.Is("CONSTRAINTS") && !SettingChange.Parser.IsGeneric(reader))
            {
                return null;
            }

            var isLocal = !SettingChange.Parser.IsGeneric(reader) && reader.Take("LOCAL");
            _ = !isLocal && IsSession(reader) && reader.Take("SESSION");
            var change = SettingChange.Parser.ReadRest(reader);
            return new Set(reader.Slice, reader.SpanFrom(start), isLocal, change);
        }

        static bool IsSession(SyntaxReader reader) =>
            !SettingChange.Parser.IsGeneric(reader) && !reader.Is("SESSION", "AUTHORIZATION") && !(reader.Is("SESSION", "CHARACTERISTICS") && reader.IsAhead(2, "AS"));
    }
}
