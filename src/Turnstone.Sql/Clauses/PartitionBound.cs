namespace Turnstone.Sql.Clauses;

using System.Collections.Immutable;
using Turnstone.Sql.Expressions;
using Turnstone.Sql.Syntax;

/// <summary>Which rows are a partition's.</summary>
/// <param name="Kind"><c>DEFAULT</c>, <c>IN</c>, <c>FROM</c> or <c>WITH</c>.</param>
/// <param name="Values">Of IN, or the lower bound.</param>
/// <param name="To">The upper bound.</param>
public sealed record PartitionBound(TextSpan Span, string Kind, ImmutableArray<Expression> Values, ImmutableArray<Expression> To) : SyntaxNode(Span)
{
    /// <summary>Of hash partitions, as it stands; so is the remainder.</summary>
    public TextSpan? Modulus { get; init; }

    public TextSpan? Remainder { get; init; }

    internal static class Parser
    {
        /// <summary><c>PartitionBoundSpec</c> of <c>gram.y</c>.</summary>
        public static PartitionBound Read(SyntaxReader reader)
        {
            var start = reader.Start;
            if (reader.Take("DEFAULT"))
            {
                return new(reader.SpanFrom(start), "DEFAULT", [], []);
            }

            reader.Expect("FOR", "VALUES");
            var kind = reader.ExpectOneOf("IN", "FROM", "WITH");
            if (kind == "WITH")
            {
                return ReadHash(reader) with { Span = reader.SpanFrom(start) };
            }

            var values = reader.Parenthesised(Expression.Parser.Read);
            var to = ImmutableArray<Expression>.Empty;
            if (kind == "FROM")
            {
                reader.Expect("TO");
                to = reader.Parenthesised(Expression.Parser.Read);
            }

            return new(reader.SpanFrom(start), kind, values, to);
        }

        static PartitionBound ReadHash(SyntaxReader reader)
        {
            (TextSpan? modulus, TextSpan? remainder) = (null, null);
            reader.Expect(TokenKind.OpenParenthesis);
            do
            {
                var name = reader.NonReserved().Name;
                if (name == "modulus" && modulus is null)
                {
                    modulus = reader.Integer();
                }
                else if (name == "remainder" && remainder is null)
                {
                    remainder = reader.Integer();
                }
                else
                {
                    reader.Fail(name is "modulus" or "remainder" ? $"{name} for hash partition provided more than once" : null);
                }
            }
            while (reader.Take(TokenKind.Comma));

            reader.Expect(TokenKind.CloseParenthesis);
            if (modulus is null || remainder is null)
            {
                reader.Fail("modulus and remainder for hash partition must be specified");
            }

            return new(default, "WITH", [], []) { Modulus = modulus, Remainder = remainder };
        }
    }
}
