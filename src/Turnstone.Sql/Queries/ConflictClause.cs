namespace Turnstone.Sql.Queries;

using System.Collections.Immutable;
using Turnstone.Sql.Expressions;
using Turnstone.Sql.Syntax;

/// <summary><c>ON CONFLICT … DO NOTHING | DO UPDATE SET …</c></summary>
/// <param name="Keys">The columns or expressions of the index that decides.</param>
/// <param name="KeysWhere">The predicate of a partial index.</param>
/// <param name="Set">Empty where nothing is done.</param>
public sealed record ConflictClause(TextSpan Span, ImmutableArray<IndexKey> Keys, Expression? KeysWhere, Identifier? Constraint, ImmutableArray<Assignment> Set, Expression? Where) : SyntaxNode(Span)
{
    internal static class Parser
    {
        public static ConflictClause? TryRead(SyntaxReader reader)
        {
            var start = reader.Start;
            if (!reader.Take("ON", "CONFLICT"))
            {
                return null;
            }

            ImmutableArray<IndexKey> keys = [];
            Expression? keysWhere = null, where = null;
            Identifier? constraint = null;
            if (reader.Take("ON", "CONSTRAINT"))
            {
                constraint = reader.ColId();
            }
            else if (reader.Is(TokenKind.OpenParenthesis))
            {
                keys = reader.Parenthesised(IndexKey.Parser.Read);
                keysWhere = reader.Take("WHERE") ? Expression.Parser.Read(reader) : null;
            }

            reader.Expect("DO");
            if (reader.Take("NOTHING"))
            {
                return new(reader.SpanFrom(start), keys, keysWhere, constraint, [], null);
            }

            reader.Expect("UPDATE", "SET");
            var set = Assignment.Parser.ReadAll(reader);
            where = reader.Take("WHERE") ? Expression.Parser.Read(reader) : null;
            return new(reader.SpanFrom(start), keys, keysWhere, constraint, set, where);
        }
    }
}
