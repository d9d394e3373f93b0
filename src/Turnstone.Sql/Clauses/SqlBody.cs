namespace Turnstone.Sql.Clauses;

using System.Collections.Immutable;
using Turnstone.Sql.Expressions;
using Turnstone.Sql.Statements;
using Turnstone.Sql.Syntax;

/// <summary>A routine's body that is SQL itself: <c>RETURN value</c>, or <c>BEGIN ATOMIC … END</c>.</summary>
public sealed record SqlBody(TextSpan Span, bool IsAtomic, ImmutableArray<Statement> Statements) : SyntaxNode(Span)
{
    internal static class Parser
    {
        /// <summary><c>opt_routine_body</c> of <c>gram.y</c>.</summary>
        public static SqlBody? TryRead(SyntaxReader reader)
        {
            var start = reader.Start;
            if (reader.Is("RETURN"))
            {
                var value = ReadReturn(reader);
                return new(reader.SpanFrom(start), false, [value]);
            }

            if (!reader.Take("BEGIN", "ATOMIC") || !reader.Enter())
            {
                return null;
            }

            var statements = ImmutableArray.CreateBuilder<Statement>();
            while (!reader.Is("END") && !reader.AtEnd)
            {
                if (!reader.Is(TokenKind.Semicolon))
                {
                    statements.Add(ReadStatement(reader));
                }

                reader.Expect(TokenKind.Semicolon);
            }

            reader.Expect("END");
            reader.Leave();
            return new(reader.SpanFrom(start), true, statements.DrainToImmutable());
        }

        static Statement ReadStatement(SyntaxReader reader)
        {
            if (reader.Is("RETURN"))
            {
                return ReadReturn(reader);
            }

            if (reader.Is("BEGIN"))
            {
                reader.Fail();
            }

            return NestedStatement.Read(reader);
        }

        static Return ReadReturn(SyntaxReader reader)
        {
            var start = reader.Start;
            reader.Expect("RETURN");
            var value = Expression.Parser.Read(reader);
            return new(reader.Slice, reader.SpanFrom(start), value);
        }
    }
}
