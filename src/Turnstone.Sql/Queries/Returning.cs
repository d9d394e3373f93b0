namespace Turnstone.Sql.Queries;

using System.Collections.Immutable;
using Turnstone.Sql.Syntax;

/// <summary><c>RETURNING …</c>: what a change gives of the rows that it touched.</summary>
public sealed record Returning(TextSpan Span, ImmutableArray<OutputColumn> Columns) : SyntaxNode(Span)
{
    internal static class Parser
    {
        public static Returning? TryRead(SyntaxReader reader)
        {
            var start = reader.Start;
            if (!reader.Take("RETURNING"))
            {
                return null;
            }

            if (reader.Is("WITH") && reader.Ahead(1).Kind == TokenKind.OpenParenthesis)
            {
                reader.Since(PgVersion.V18, "RETURNING WITH");
                reader.Expect("WITH");
                reader.Parenthesised(static one =>
                {
                    one.ExpectOneOf("OLD", "NEW");
                    one.Expect("AS");
                    return one.ColId();
                });
            }

            var columns = reader.List(OutputColumn.Parser.Read);
            return new(reader.SpanFrom(start), columns);
        }
    }
}
