namespace Turnstone.Sql.Queries;

using System.Collections.Immutable;
using Turnstone.Sql.Expressions;
using Turnstone.Sql.Syntax;

/// <summary><c>TABLESAMPLE method (…) [REPEATABLE (…)]</c></summary>
public sealed record TableSample(TextSpan Span, ObjectName Method, ImmutableArray<Expression> Arguments, Expression? Seed) : SyntaxNode(Span)
{
    internal static class Parser
    {
        public static TableSample? TryRead(SyntaxReader reader)
        {
            var start = reader.Start;
            if (!reader.Take("TABLESAMPLE"))
            {
                return null;
            }

            var method = reader.FunctionName();
            var arguments = reader.Parenthesised(Expression.Parser.Read);
            var seed = reader.Take("REPEATABLE") ? Expression.Parser.ReadEnclosed(reader) : null;
            return new(reader.SpanFrom(start), method, arguments, seed);
        }
    }
}
