namespace Turnstone.Sql.Queries;

using Turnstone.Sql.Expressions;
using Turnstone.Sql.Syntax;

/// <summary>How many rows a query gives, and how many it passes over before.</summary>
/// <param name="Count">None where there is no limit.</param>
public sealed record RowLimit(TextSpan Span, Expression? Count, Expression? Offset, bool WithTies) : SyntaxNode(Span)
{
    /// <summary><c>FETCH FIRST ROW</c>: one, though no number says so.</summary>
    public bool IsSingle { get; init; }

    /// <summary>Whether it says how many rows there are to be, be it ALL.</summary>
    internal bool HasCount { get; init; }

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
                    var isSigned = IsSigned(reader);
                    offset = Expression.Parser.Read(reader, out var isPrimary);
                    _ = (isPrimary || isSigned) && reader.TakeOneOf("ROW", "ROWS") is not null;
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

            return new(reader.SpanFrom(start), count, offset, withTies) { IsSingle = isSingle, HasCount = hasCount };
        }

        // Before ROWS there may be a number with its sign, and no other operator.
        static bool IsSigned(SyntaxReader reader) =>
            (reader.IsOperator("-") || reader.IsOperator("+")) && reader.Ahead(1).Kind == TokenKind.Number && reader.Ahead(2).Word is "ROW" or "ROWS";

        static (Expression? Count, bool WithTies) Fetch(SyntaxReader reader)
        {
            reader.Expect("FETCH");
            reader.ExpectOneOf("FIRST", "NEXT");
            // Both may begin a value as well.
            var count = reader.Word is "ROW" or "ROWS" && reader.Ahead(1).Word is "ONLY" or "WITH" ? null : IsSigned(reader) ? Expression.Parser.Read(reader) : Expression.Parser.ReadPrimary(reader);
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
