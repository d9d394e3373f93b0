namespace Turnstone.Sql.Queries;

using System.Collections.Immutable;
using Turnstone.Sql.Expressions;
using Turnstone.Sql.Syntax;

/// <summary><c>VALUES (…), (…)</c></summary>
public sealed record ValuesList(TextSpan Span, ImmutableArray<ImmutableArray<Expression>> Rows) : QueryBody(Span)
{
    internal static class Parser
    {
        public static ValuesList Read(SyntaxReader reader)
        {
            var start = reader.Start;
            reader.Expect("VALUES");
            var rows = reader.List(static row => row.Parenthesised(Expression.Parser.Read));
            return new(reader.SpanFrom(start), rows);
        }
    }
}
