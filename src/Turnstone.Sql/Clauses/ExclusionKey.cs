namespace Turnstone.Sql.Clauses;

using Turnstone.Sql.Expressions;
using Turnstone.Sql.Queries;
using Turnstone.Sql.Syntax;

/// <summary>One value of an exclusion constraint, and the operator that no two rows may pass.</summary>
public sealed record ExclusionKey(TextSpan Span, IndexKey Key, OperatorName With) : SyntaxNode(Span)
{
    internal static class Parser
    {
        public static ExclusionKey Read(SyntaxReader reader)
        {
            var start = reader.Start;
            var key = IndexKey.Parser.Read(reader);
            reader.Expect("WITH");
            var by = reader.Is("OPERATOR") && reader.Ahead(1).Kind == TokenKind.OpenParenthesis
                ? Expression.Parser.ReadQualifiedOperator(reader)
                : Expression.Parser.ReadAnyOperator(reader);
            return new(reader.SpanFrom(start), key, by);
        }
    }
}
