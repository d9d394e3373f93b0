namespace Turnstone.Sql.Statements;

using System.Collections.Immutable;
using Turnstone.Sql.Expressions;
using Turnstone.Sql.Syntax;

/// <summary><c>EXECUTE name [(values)]</c></summary>
/// <param name="Name">Of what was prepared.</param>
public sealed record Execute(StatementSlice Slice, TextSpan Span, Identifier Name, ImmutableArray<Expression> Arguments) : Statement(Slice, Span)
{
    internal sealed class Parser() : StatementParser("EXECUTE")
    {
        public override Statement? Read(SyntaxReader reader)
        {
            var start = reader.Start;
            reader.Expect("EXECUTE");
            var name = reader.ColId();
            var arguments = reader.Is(TokenKind.OpenParenthesis) ? reader.Parenthesised(Expression.Parser.Read) : [];
            return new Execute(reader.Slice, reader.SpanFrom(start), name, arguments);
        }
    }
}
