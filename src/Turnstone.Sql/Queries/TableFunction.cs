namespace Turnstone.Sql.Queries;

using System.Collections.Immutable;
using Turnstone.Sql.Expressions;
using Turnstone.Sql.Syntax;

/// <summary>A function in FROM, several of them in ROWS FROM, XMLTABLE and JSON_TABLE.</summary>
/// <param name="Calls">The functions, or what XMLTABLE and JSON_TABLE are given.</param>
public sealed record TableFunction(TextSpan Span, bool IsLateral, ImmutableArray<Expression> Calls, bool HasOrdinality, Alias? Alias) : TableReference(Span)
{
    /// <summary>The columns of functions in ROWS FROM that say nothing of them.</summary>
    public ImmutableArray<ColumnOfFunction> Definitions { get; init; } = [];

    internal new static class Parser
    {
        /// <returns>None where a table's name stands.</returns>
        public static TableFunction? TryRead(SyntaxReader reader, int start, bool isLateral)
        {
            if (reader.Is("ROWS", "FROM") && reader.Ahead(2).Kind == TokenKind.OpenParenthesis)
            {
                return ReadRowsFrom(reader, start, isLateral);
            }

            if (reader.Word is "XMLTABLE" or "JSON_TABLE" && reader.Ahead(1).Kind == TokenKind.OpenParenthesis)
            {
                return DataTable.Read(reader, start, isLateral);
            }

            if (!IsCall(reader))
            {
                return null;
            }

            var call = Expression.Parser.ReadWindowless(reader);
            var hasOrdinality = reader.Take("WITH", "ORDINALITY");
            var alias = Queries.Alias.Parser.TryReadOfFunction(reader);
            return new(reader.SpanFrom(start), isLateral, [call], hasOrdinality, alias);
        }

        static TableFunction ReadRowsFrom(SyntaxReader reader, int start, bool isLateral)
        {
            reader.Next();
            reader.Next();
            var definitions = ImmutableArray.CreateBuilder<ColumnOfFunction>();
            var calls = reader.Parenthesised(one =>
            {
                var call = Expression.Parser.ReadWindowless(one);
                definitions.AddRange(one.Take("AS") ? one.Parenthesised(ColumnOfFunction.Parser.Read) : []);
                return call;
            });
            var hasOrdinality = reader.Take("WITH", "ORDINALITY");
            var alias = Queries.Alias.Parser.TryReadOfFunction(reader);
            return new(reader.SpanFrom(start), isLateral, calls, hasOrdinality, alias) { Definitions = definitions.ToImmutable() };
        }

        static bool IsCall(SyntaxReader reader) =>
            reader.Ahead(reader.BehindName(0)).Kind == TokenKind.OpenParenthesis && reader.IsColLabel() && (reader.Keyword != KeywordKind.Reserved || reader.Is("CAST"))
            || reader.Word is "CURRENT_DATE" or "CURRENT_TIME" or "CURRENT_TIMESTAMP" or "LOCALTIME" or "LOCALTIMESTAMP" or "CURRENT_ROLE" or "CURRENT_USER" or "SESSION_USER" or "USER"
                or "CURRENT_CATALOG" or "CURRENT_SCHEMA" or "SYSTEM_USER" || reader.Is("COLLATION", "FOR");
    }
}
