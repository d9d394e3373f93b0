namespace Turnstone.Sql.Clauses;

using System.Collections.Immutable;
using Turnstone.Sql.Syntax;

/// <summary>What stands between a new table's parentheses: a column, a constraint, or another table's definition.</summary>
public abstract record TableElement(TextSpan Span) : SyntaxNode(Span)
{
    internal static class Parser
    {
        /// <summary>In parentheses, none as well: <c>OptTableElementList</c> of <c>gram.y</c>.</summary>
        public static ImmutableArray<TableElement> ReadAll(SyntaxReader reader)
        {
            reader.Expect(TokenKind.OpenParenthesis);
            if (reader.Take(TokenKind.CloseParenthesis))
            {
                return [];
            }

            var all = reader.List(Read);
            reader.Expect(TokenKind.CloseParenthesis);
            return all;
        }

        /// <summary>Those of a table of a type and of a partition, if they stand here.</summary>
        public static ImmutableArray<TableElement> ReadTyped(SyntaxReader reader) => reader.Is(TokenKind.OpenParenthesis) ? reader.Parenthesised(ReadOneTyped) : [];

        static TableElement Read(SyntaxReader reader) =>
            Constraint.Parser.Begins(reader) ? ReadConstraint(reader) : reader.Is("LIKE") ? TableLike.Parser.Read(reader) : ColumnDefinition.Parser.Read(reader);

        static TableElement ReadOneTyped(SyntaxReader reader) => Constraint.Parser.Begins(reader) ? ReadConstraint(reader) : ColumnDefinition.Parser.ReadTyped(reader);

        static TableConstraint ReadConstraint(SyntaxReader reader)
        {
            var constraint = Constraint.Parser.ReadOfTable(reader);
            return new(constraint.Span, constraint);
        }
    }
}
