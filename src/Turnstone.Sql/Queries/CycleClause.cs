namespace Turnstone.Sql.Queries;

using System.Collections.Immutable;
using Turnstone.Sql.Expressions;
using Turnstone.Sql.Syntax;

/// <summary><c>CYCLE a, b SET c TO true DEFAULT false USING d</c>: how a recursive query of WITH sees that it has been there.</summary>
/// <param name="Columns">What makes a row one that was there before.</param>
/// <param name="Mark">The column that is added, to say so.</param>
/// <param name="Value">Its value where that is so; none where it is <c>true</c> without being said.</param>
/// <param name="Default">Its value elsewhere; none where it is <c>false</c> without being said.</param>
/// <param name="Path">The column that is added, to keep the way.</param>
public sealed record CycleClause(TextSpan Span, ImmutableArray<Identifier> Columns, Identifier Mark, Expression? Value, Expression? Default, Identifier Path) : SyntaxNode(Span)
{
    internal static class Parser
    {
        public static CycleClause? TryRead(SyntaxReader reader)
        {
            var start = reader.Start;
            if (!reader.Take("CYCLE"))
            {
                return null;
            }

            var columns = reader.List(static one => one.ColId());
            reader.Expect("SET");
            var mark = reader.ColId();
            var (value, otherwise) = reader.Take("TO") ? Values(reader) : (null, null);
            reader.Expect("USING");
            var path = reader.ColId();
            return new(reader.SpanFrom(start), columns, mark, value, otherwise, path);
        }

        static (Expression? Value, Expression? Default) Values(SyntaxReader reader)
        {
            var value = Expression.Parser.ReadConstant(reader);
            reader.Expect("DEFAULT");
            return (value, Expression.Parser.ReadConstant(reader));
        }
    }
}
