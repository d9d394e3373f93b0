namespace Turnstone.Sql.Queries;

using System.Collections.Immutable;
using Turnstone.Sql.Expressions;
using Turnstone.Sql.Syntax;

/// <summary><c>column = value</c>, <c>(a, b) = (…)</c></summary>
public sealed record Assignment(TextSpan Span, ImmutableArray<TargetColumn> Columns, Expression Value) : SyntaxNode(Span)
{
    internal static class Parser
    {
        /// <summary>What stands behind SET.</summary>
        public static ImmutableArray<Assignment> ReadAll(SyntaxReader reader) => reader.List(Read);

        static Assignment Read(SyntaxReader reader)
        {
            var start = reader.Start;
            var columns = reader.Is(TokenKind.OpenParenthesis) ? reader.Parenthesised(TargetColumn.Parser.Read) : [TargetColumn.Parser.Read(reader)];
            reader.ExpectOperator("=");
            var value = Expression.Parser.Read(reader);
            return new(reader.SpanFrom(start), columns, value);
        }
    }
}
