namespace Turnstone.Sql.Statements;

using Turnstone.Sql.Clauses;
using Turnstone.Sql.Syntax;

/// <summary><c>RESET setting</c>, <c>RESET ALL</c></summary>
public sealed record Reset(StatementSlice Slice, TextSpan Span, SettingChange Change) : Statement(Slice, Span)
{
    internal sealed class Parser() : StatementParser("RESET")
    {
        public override Statement? Read(SyntaxReader reader)
        {
            var change = SettingChange.Parser.ReadReset(reader);
            return new Reset(reader.Slice, change.Span, change);
        }
    }
}
