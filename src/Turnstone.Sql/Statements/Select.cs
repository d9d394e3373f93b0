namespace Turnstone.Sql.Statements;

using System.Collections.Immutable;
using Turnstone.Sql.Expressions;
using Turnstone.Sql.Queries;
using Turnstone.Sql.Syntax;

/// <summary>A query: SELECT, VALUES, TABLE, and what is made of them.</summary>
public sealed record Select(StatementSlice Slice, TextSpan Span, WithClause? With, QueryBody Body, ImmutableArray<SortKey> OrderBy, RowLimit? Limit, ImmutableArray<RowLock> Locks) : Statement(Slice, Span)
{
    internal sealed class Parser() : StatementParser("SELECT", "VALUES", "TABLE", "WITH")
    {
        public override Statement? Read(SyntaxReader reader) => WithClause.Parser.ReadPreparable(reader);

        /// <summary>Whether a query begins here that is not in parentheses.</summary>
        public static bool Begins(SyntaxReader reader) => reader.Word is "SELECT" or "WITH" or "TABLE" || reader.Is("VALUES") && reader.Ahead(1).Kind == TokenKind.OpenParenthesis;

        /// <summary>Whether what follows a query in parentheses makes a larger one of it.</summary>
        public static bool GoesOn(SyntaxReader reader) => reader.Word is "UNION" or "INTERSECT" or "EXCEPT" or "ORDER" or "LIMIT" or "OFFSET" or "FETCH" or "FOR";

        /// <summary>Behind WITH, if there is one.</summary>
        public static Select Read(SyntaxReader reader, int start, WithClause? with) => Finish(reader, start, with, ReadSet(reader, reader.Start, ReadOperand(reader), 1));

        /// <summary>An expression of PL/pgSQL, which is a query without its SELECT: <c>PLpgSQL_Expr</c> of <c>gram.y</c>.</summary>
        public static Select ReadValue(SyntaxReader reader)
        {
            var start = reader.Start;
            return Finish(reader, start, null, SelectList.Parser.ReadValue(reader));
        }

        /// <summary>A query without parentheses around it.</summary>
        public static Select ReadBare(SyntaxReader reader)
        {
            var start = reader.Start;
            return Read(reader, start, WithClause.Parser.TryRead(reader));
        }

        /// <summary>A query in parentheses.</summary>
        public static Select ReadParenthesised(SyntaxReader reader)
        {
            reader.Expect(TokenKind.OpenParenthesis);
            return ReadInside(reader);
        }

        /// <summary>A query behind its opening parenthesis, with the closing one.</summary>
        public static Select ReadInside(SyntaxReader reader)
        {
            var inner = reader.Start;
            if (!reader.Enter())
            {
                return Nothing(reader, inner);
            }

            var query = Read(reader, inner, WithClause.Parser.TryRead(reader));
            reader.Leave();
            reader.Expect(TokenKind.CloseParenthesis);
            return query;
        }

        /// <summary>A larger query that begins with one in parentheses, with its own closing parenthesis.</summary>
        /// <param name="start">Of the first query's parenthesis.</param>
        public static Select ReadInside(SyntaxReader reader, int start, Statement first)
        {
            var nested = new NestedQuery(reader.SpanFrom(start), (Select)first);
            var query = Finish(reader, start, null, ReadSet(reader, start, nested, 1));
            reader.Expect(TokenKind.CloseParenthesis);
            return query;
        }

        static Select Finish(SyntaxReader reader, int start, WithClause? with, QueryBody body)
        {
            var inner = Inner(body).ToList();
            if (inner.Count > 0)
            {
                Refuse(reader, with is not null && inner.Any(one => one.With is not null), "multiple WITH clauses not allowed");
                Refuse(reader, reader.Is("ORDER", "BY") && inner.Any(one => !one.OrderBy.IsEmpty), "multiple ORDER BY clauses not allowed");
            }

            var order = SortKey.Parser.ReadClause(reader);
            var locks = RowLock.Parser.ReadAll(reader);
            var limit = RowLimit.Parser.Begins(reader) ? ReadLimit(reader, inner) : null;
            locks = locks.IsEmpty ? RowLock.Parser.ReadAll(reader) : locks;
            if (limit is { WithTies: true })
            {
                Refuse(reader, order.IsEmpty && inner.All(one => one.OrderBy.IsEmpty), "WITH TIES cannot be specified without ORDER BY clause");
                Refuse(reader, inner.SelectMany(one => one.Locks).Concat(locks).Any(one => one.Waiting == "SKIP LOCKED"), "SKIP LOCKED and WITH TIES options cannot be used together");
            }

            if (body is NestedQuery { Query: var only } && with is null && order.IsEmpty && locks.IsEmpty && limit is null)
            {
                return only with { Span = reader.SpanFrom(start) };
            }

            return new(reader.Slice, reader.SpanFrom(start), with, body, order, limit, locks);
        }

        // What stands behind a query in parentheses is that query's own: insertSelectOptions.
        static IEnumerable<Select> Inner(QueryBody body)
        {
            for (; body is NestedQuery nested; body = nested.Query.Body)
            {
                yield return nested.Query;
            }
        }

        static RowLimit ReadLimit(SyntaxReader reader, List<Select> inner)
        {
            var mark = reader.Mark();
            var limit = RowLimit.Parser.Read(reader);
            foreach (var before in inner.Select(one => one.Limit).OfType<RowLimit>())
            {
                var trouble = limit.Offset is not null && before.Offset is not null ? "multiple OFFSET clauses not allowed"
                    : limit.HasCount && before.HasCount ? "multiple LIMIT clauses not allowed"
                    : reader.Version < PgVersion.V18 ? "multiple limit options not allowed" : null;
                if (trouble is not null)
                {
                    reader.Reset(mark);
                    reader.Fail(trouble);
                }
            }

            return limit;
        }

        static void Refuse(SyntaxReader reader, bool isRefused, string why)
        {
            if (isRefused)
            {
                reader.Fail(why);
            }
        }

        // INTERSECT binds more than UNION and EXCEPT.
        static QueryBody ReadSet(SyntaxReader reader, int start, QueryBody left, int least)
        {
            while (reader.Word is "UNION" or "EXCEPT" or "INTERSECT")
            {
                var level = reader.Is("INTERSECT") ? 2 : 1;
                if (level < least)
                {
                    return left;
                }

                var keyword = reader.ExpectOneOf("UNION", "EXCEPT", "INTERSECT");
                var isAll = reader.Take("ALL");
                _ = !isAll && reader.Take("DISTINCT");
                var right = ReadSet(reader, reader.Start, ReadOperand(reader), level + 1);
                left = new SetOperation(reader.SpanFrom(start), left, keyword, isAll, right);
            }

            return left;
        }

        static QueryBody ReadOperand(SyntaxReader reader)
        {
            var start = reader.Start;
            switch (reader.Word)
            {
                case "SELECT":
                    return SelectList.Parser.Read(reader);
                case "VALUES":
                    return ValuesList.Parser.Read(reader);
                case "TABLE":
                    reader.Next();
                    var relation = RelationName.Parser.Read(reader);
                    return new WholeTable(reader.SpanFrom(start), relation);
            }

            if (!reader.Is(TokenKind.OpenParenthesis))
            {
                reader.Fail();
                return new ValuesList(default, []);
            }

            var query = ReadParenthesised(reader);
            return new NestedQuery(reader.SpanFrom(start), query);
        }

        static Select Nothing(SyntaxReader reader, int start) => new(reader.Slice, reader.SpanFrom(start), null, new ValuesList(default, []), [], null, []);
    }
}
