namespace Turnstone.Sql.Queries;

using Turnstone.Sql.Expressions;
using Turnstone.Sql.Syntax;

/// <summary>How many rows a query gives, and how many it passes over before.</summary>
/// <param name="Count">None where there is no limit.</param>
public sealed record RowLimit(TextSpan Span, Expression? Count, Expression? Offset, bool WithTies) : SyntaxNode(Span)
{
    /// <summary><c>FETCH FIRST ROW</c>: one, though no number says so.</summary>
    public bool IsSingle { get; init; }

    internal static class Parser
    {
        public static bool Begins(SyntaxReader reader) => reader.Word is "LIMIT" or "OFFSET" or "FETCH";

        public static RowLimit Read(SyntaxReader reader)
        {
            var start = reader.Start;
            Expression? count = null, offset = null;
            var (hasCount, hasOffset, withTies, isSingle) = (false, false, false, false);
            while (Begins(reader))
            {
                if (reader.Is("OFFSET") ? hasOffset : hasCount)
                {
                    reader.Fail();
                }
                else if (reader.Take("OFFSET"))
                {
                    hasOffset = true;
                    offset = Expression.Parser.Read(reader);
                    _ = reader.TakeOneOf("ROW", "ROWS");
                }
                else if (reader.Take("LIMIT"))
                {
                    hasCount = true;
                    count = reader.Take("ALL") ? null : Expression.Parser.Read(reader);
                    if (reader.Is(TokenKind.Comma))
                    {
                        reader.Fail("LIMIT #,# syntax is not supported", "Use separate LIMIT and OFFSET clauses.");
                    }
                }
                else
                {
                    hasCount = true;
                    (count, withTies) = Fetch(reader);
                    isSingle = count is null;
                }
            }

            return new(reader.SpanFrom(start), count, offset, withTies) { IsSingle = isSingle };
        }

        static (Expression? Count, bool WithTies) Fetch(SyntaxReader reader)
        {
            reader.Expect("FETCH");
            reader.ExpectOneOf("FIRST", "NEXT");
            var count = reader.Word is "ROW" or "ROWS" ? null : Expression.Parser.ReadPrimary(reader);
            reader.ExpectOneOf("ROW", "ROWS");
            var withTies = reader.Take("WITH", "TIES");
            if (!withTies)
            {
                reader.Expect("ONLY");
            }

            return (count, withTies);
        }
    }
}
