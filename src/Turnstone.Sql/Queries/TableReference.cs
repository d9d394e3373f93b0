namespace Turnstone.Sql.Queries;

using Turnstone.Sql.Statements;
using Turnstone.Sql.Syntax;

/// <summary>What rows come from: an entry of FROM.</summary>
public abstract record TableReference(TextSpan Span) : SyntaxNode(Span)
{
    /// <summary>Reads <c>table_ref</c> of <c>gram.y</c>.</summary>
    internal static class Parser
    {
        public static TableReference Read(SyntaxReader reader)
        {
            var start = reader.Start;
            var read = ReadPrimary(reader);
            while (Join.Parser.Begins(reader))
            {
                read = Join.Parser.Read(reader, start, read);
            }

            return read;
        }

        /// <summary>One that is no join, unless it is in parentheses.</summary>
        public static TableReference ReadPrimary(SyntaxReader reader)
        {
            var start = reader.Start;
            if (reader.Is(TokenKind.OpenParenthesis))
            {
                if (!reader.Enter())
                {
                    return ReadTable(reader, start, isLateral: false);
                }

                var parenthesised = ReadParenthesised(reader, start);
                reader.Leave();
                return parenthesised;
            }

            var isLateral = reader.Take("LATERAL");
            if (isLateral && reader.Is(TokenKind.OpenParenthesis))
            {
                var query = Select.Parser.ReadParenthesised(reader);
                return Aliased(reader, start, query, isLateral: true);
            }

            return (TableReference?)TableFunction.Parser.TryRead(reader, start, isLateral) ?? ReadTable(reader, start, isLateral);
        }

        static TableItem ReadTable(SyntaxReader reader, int start, bool isLateral)
        {
            if (isLateral)
            {
                reader.Fail();
            }

            var relation = RelationName.Parser.Read(reader);
            var alias = Alias.Parser.TryRead(reader);
            var sample = TableSample.Parser.TryRead(reader);
            return new TableItem(reader.SpanFrom(start), relation, alias, sample);
        }

        static TableReference ReadParenthesised(SyntaxReader reader, int start)
        {
            var (query, table) = ReadInParentheses(reader);
            if (query is not null)
            {
                return Aliased(reader, start, query, isLateral: false);
            }

            if (table is not Join join)
            {
                reader.Fail();
                return table!;
            }

            var alias = Alias.Parser.TryRead(reader);
            return join with { Span = reader.SpanFrom(start), Alias = alias ?? join.Alias };
        }

        // (a JOIN b …) x is a table, which another parenthesis does not go around without a join.
        static Join Named(SyntaxReader reader, int start, Join join)
        {
            if (Alias.Parser.TryRead(reader) is not { } alias)
            {
                return join with { Span = reader.SpanFrom(start) };
            }

            if (!Join.Parser.Begins(reader))
            {
                reader.Fail();
            }

            return join with { Span = reader.SpanFrom(start), Alias = alias };
        }

        static QueryItem Aliased(SyntaxReader reader, int start, Statement query, bool isLateral)
        {
            var alias = Alias.Parser.TryRead(reader);
            if (alias is null && reader.Version < PgVersion.V16)
            {
                reader.Fail("subquery in FROM must have an alias");
            }

            return new(reader.SpanFrom(start), isLateral, query, alias);
        }

        // Whether a parenthesis holds a query or tables shows only inside; each is read once.
        static (Statement? Query, TableReference? Table) ReadInParentheses(SyntaxReader reader)
        {
            reader.Expect(TokenKind.OpenParenthesis);
            if (Select.Parser.Begins(reader))
            {
                return (Select.Parser.ReadInside(reader), null);
            }

            var inner = reader.Start;
            if (!reader.Is(TokenKind.OpenParenthesis) || !reader.Enter())
            {
                return (null, ReadJoined(reader, inner, ReadPrimary(reader)));
            }

            var (query, table) = ReadInParentheses(reader);
            reader.Leave();
            if (query is null)
            {
                if (table is not Join nested)
                {
                    reader.Fail();
                    return (null, table);
                }

                return (null, ReadJoined(reader, inner, Named(reader, inner, nested)));
            }

            if (Select.Parser.GoesOn(reader))
            {
                return (Select.Parser.ReadInside(reader, inner, query), null);
            }

            var span = reader.SpanFrom(inner);
            return reader.Take(TokenKind.CloseParenthesis) ? (query with { Span = span }, null) : (null, ReadJoined(reader, inner, Aliased(reader, inner, query, isLateral: false)));
        }

        static TableReference ReadJoined(SyntaxReader reader, int start, TableReference first)
        {
            while (Join.Parser.Begins(reader))
            {
                first = Join.Parser.Read(reader, start, first);
            }

            reader.Expect(TokenKind.CloseParenthesis);
            return first;
        }
    }
}
