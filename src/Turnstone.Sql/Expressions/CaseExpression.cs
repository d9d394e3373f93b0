namespace Turnstone.Sql.Expressions;

using System.Collections.Immutable;
using Turnstone.Sql.Syntax;

/// <summary><c>CASE [x] WHEN y THEN z … [ELSE …] END</c></summary>
public sealed record CaseExpression(TextSpan Span, Expression? Operand, ImmutableArray<CaseBranch> Branches, Expression? Else) : Expression(Span)
{
    internal new static class Parser
    {
        public static CaseExpression Read(SyntaxReader reader)
        {
            var start = reader.Start;
            reader.Expect("CASE");
            var operand = reader.Is("WHEN") ? null : Expression.Parser.Read(reader);
            var branches = ImmutableArray.CreateBuilder<CaseBranch>();
            do
            {
                branches.Add(Branch(reader));
            }
            while (reader.Is("WHEN"));

            var otherwise = reader.Take("ELSE") ? Expression.Parser.Read(reader) : null;
            reader.Expect("END");
            return new(reader.SpanFrom(start), operand, branches.DrainToImmutable(), otherwise);
        }

        static CaseBranch Branch(SyntaxReader reader)
        {
            var start = reader.Start;
            reader.Expect("WHEN");
            var when = Expression.Parser.Read(reader);
            reader.Expect("THEN");
            var then = Expression.Parser.Read(reader);
            return new(reader.SpanFrom(start), when, then);
        }
    }
}
