namespace Turnstone.Sql.Clauses;

using System.Collections.Immutable;
using Turnstone.Sql.Statements;
using Turnstone.Sql.Expressions;
using Turnstone.Sql.Queries;
using Turnstone.Sql.Syntax;

/// <summary>An operator that a statement refers to: <c>=(integer, text)</c>.</summary>
/// <param name="Left">None of a prefix operator.</param>
/// <param name="Right">None of a postfix operator, which only an old server has.</param>
public sealed record OperatorReference(TextSpan Span, OperatorName Name, TypeName? Left, TypeName? Right) : SyntaxNode(Span)
{
    internal static class Parser
    {
        /// <summary><c>operator_with_argtypes</c> of <c>gram.y</c>.</summary>
        public static OperatorReference Read(SyntaxReader reader)
        {
            var start = reader.Start;
            return ReadTypes(reader, start, Expression.Parser.ReadAnyOperator(reader));
        }

        /// <summary>Behind the operator.</summary>
        public static OperatorReference ReadTypes(SyntaxReader reader, int start, OperatorName name)
        {
            reader.Expect(TokenKind.OpenParenthesis);
            var left = reader.Take("NONE") ? null : TypeName.Parser.Read(reader);
            if (reader.Is(TokenKind.CloseParenthesis))
            {
                reader.Fail("missing argument", "Use NONE to denote the missing argument of a unary operator.");
            }

            reader.Expect(TokenKind.Comma);
            var right = left is not null && reader.Take("NONE") ? null : TypeName.Parser.Read(reader);
            reader.Expect(TokenKind.CloseParenthesis);
            return new(reader.SpanFrom(start), name, left, right);
        }
    }
}
