namespace Turnstone.Sql.Statements;

using Turnstone.Sql.Syntax;

/// <summary><c>CREATE OPERATOR FAMILY name USING method</c></summary>
public sealed record CreateOperatorFamily(StatementSlice Slice, TextSpan Span, ObjectName Name, Identifier Method) : Statement(Slice, Span)
{
    internal sealed class Parser() : StatementParser("CREATE OPERATOR")
    {
        public override Statement? Read(SyntaxReader reader)
        {
            var start = reader.Start;
            reader.Expect("CREATE", "OPERATOR");
            if (reader.Ahead(1).Kind == TokenKind.Dot || !reader.Take("FAMILY"))
            {
                return null;
            }

            var name = reader.AnyName();
            reader.Expect("USING");
            var method = reader.ColId();
            return new CreateOperatorFamily(reader.Slice, reader.SpanFrom(start), name, method);
        }
    }
}
