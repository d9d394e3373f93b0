namespace Turnstone.Sql.Statements;

using Turnstone.Sql.Syntax;

/// <summary><c>DROP TABLESPACE [IF EXISTS] name</c></summary>
public sealed record DropTablespace(StatementSlice Slice, TextSpan Span, bool IfExists, Identifier Name) : Statement(Slice, Span)
{
    internal sealed class Parser() : StatementParser("DROP TABLESPACE")
    {
        public override Statement? Read(SyntaxReader reader)
        {
            var start = reader.Start;
            reader.Expect("DROP", "TABLESPACE");
            var ifExists = reader.Take("IF", "EXISTS");
            var name = reader.ColId();
            return new DropTablespace(reader.Slice, reader.SpanFrom(start), ifExists, name);
        }
    }
}
