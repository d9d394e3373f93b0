namespace Turnstone.Sql.Queries;

using System.Collections.Immutable;
using Turnstone.Sql.Expressions;
using Turnstone.Sql.Syntax;

/// <summary>One query of WITH.</summary>
/// <param name="IsMaterialized">What is said of it; none where nothing is.</param>
public sealed record CommonTable(TextSpan Span, Identifier Name, ImmutableArray<Identifier> Columns, bool? IsMaterialized, Statement Query) : SyntaxNode(Span)
{
    internal static class Parser
    {
        public static CommonTable Read(SyntaxReader reader)
        {
            var start = reader.Start;
            var name = reader.ColId();
            var columns = reader.OptionalColumnList();
            reader.Expect("AS");
            bool? isMaterialized = reader.Take("MATERIALIZED") ? true : reader.Take("NOT", "MATERIALIZED") ? false : null;
            reader.Expect(TokenKind.OpenParenthesis);
            var query = WithClause.Parser.ReadPreparable(reader);
            reader.Expect(TokenKind.CloseParenthesis);
            Search(reader);
            Cycle(reader);
            return new(reader.SpanFrom(start), name, columns, isMaterialized, query);
        }

        static void Search(SyntaxReader reader)
        {
            if (!reader.Take("SEARCH"))
            {
                return;
            }

            reader.ExpectOneOf("DEPTH", "BREADTH");
            reader.Expect("FIRST", "BY");
            reader.List(static one => one.ColId());
            reader.Expect("SET");
            reader.ColId();
        }

        static void Cycle(SyntaxReader reader)
        {
            if (!reader.Take("CYCLE"))
            {
                return;
            }

            reader.List(static one => one.ColId());
            reader.Expect("SET");
            reader.ColId();
            if (reader.Take("TO"))
            {
                Expression.Parser.ReadConstant(reader);
                reader.Expect("DEFAULT");
                Expression.Parser.ReadConstant(reader);
            }

            reader.Expect("USING");
            reader.ColId();
        }
    }
}
