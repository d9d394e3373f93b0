namespace Turnstone.Sql.Statements;

using Turnstone.Sql.Clauses;
using Turnstone.Sql.Syntax;

/// <summary><c>SHOW setting</c>, <c>SHOW ALL</c></summary>
/// <param name="Setting">None where it is all of them.</param>
public sealed record Show(StatementSlice Slice, TextSpan Span, string? Setting) : Statement(Slice, Span)
{
    internal sealed class Parser() : StatementParser("SHOW")
    {
        public override Statement? Read(SyntaxReader reader)
        {
            var start = reader.Start;
            reader.Expect("SHOW");
            var setting = SettingChange.Parser.ReadName(reader);
            return new Show(reader.Slice, reader.SpanFrom(start), setting);
        }
    }
}
