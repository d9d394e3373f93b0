namespace Turnstone.Sql.Statements;

using Turnstone.Sql.Clauses;
using Turnstone.Sql.Expressions;
using Turnstone.Sql.Syntax;

/// <summary><c>CREATE [OR REPLACE] TRANSFORM FOR type LANGUAGE language (…)</c></summary>
/// <param name="FromSql">None where it is left out.</param>
public sealed record CreateTransform(StatementSlice Slice, TextSpan Span, bool OrReplace, TypeName Type, Identifier Language, ObjectReference? FromSql, ObjectReference? ToSql) : Statement(Slice, Span)
{
    internal sealed class Parser() : StatementParser("CREATE TRANSFORM")
    {
        public override Statement? Read(SyntaxReader reader)
        {
            var start = reader.Start;
            reader.Expect("CREATE");
            var orReplace = reader.Take("OR", "REPLACE");
            reader.Expect("TRANSFORM", "FOR");
            var type = TypeName.Parser.Read(reader);
            reader.Expect("LANGUAGE");
            var language = reader.ColId();
            reader.Expect(TokenKind.OpenParenthesis);
            var (first, isFrom) = Direction(reader, null);
            var second = reader.Take(TokenKind.Comma) ? Direction(reader, isFrom ? "TO" : "FROM").Function : null;
            reader.Expect(TokenKind.CloseParenthesis);
            var (from, to) = isFrom ? (first, second) : (second, first);
            return new CreateTransform(reader.Slice, reader.SpanFrom(start), orReplace, type, language, from, to);
        }

        static (ObjectReference Function, bool IsFrom) Direction(SyntaxReader reader, string? expected)
        {
            var isFrom = reader.ExpectOneOf(expected is null ? ["FROM", "TO"] : [expected]) == "FROM";
            reader.Expect("SQL", "WITH", "FUNCTION");
            return (ObjectReference.Parser.ReadFunction(reader, ObjectKind.Function), isFrom);
        }
    }
}
