namespace Turnstone.Sql.Statements;

using System.Collections.Immutable;
using Turnstone.Sql.Expressions;
using Turnstone.Sql.Queries;
using Turnstone.Sql.Syntax;

/// <summary><c>UPDATE t SET … [FROM …] [WHERE …] [RETURNING …]</c></summary>
/// <param name="Cursor">Of WHERE CURRENT OF.</param>
public sealed record Update(StatementSlice Slice, TextSpan Span, WithClause? With, RelationName Table, Identifier? Alias, ImmutableArray<Assignment> Set, ImmutableArray<TableReference> From,
    Expression? Where, Identifier? Cursor, Returning? Returning) : Statement(Slice, Span)
{
    public override IEnumerable<ObjectName> NamedRelations => [Table.Name];

    internal sealed class Parser() : StatementParser("UPDATE")
    {
        public override Statement? Read(SyntaxReader reader) => Read(reader, reader.Start, null);

        /// <summary>Behind WITH, if there is one.</summary>
        public static Update Read(SyntaxReader reader, int start, WithClause? with)
        {
            reader.Expect("UPDATE");
            var table = RelationName.Parser.Read(reader);
            var alias = Queries.Alias.Parser.TryReadName(reader);
            reader.Expect("SET");
            var set = Assignment.Parser.ReadAll(reader);
            var from = reader.Take("FROM") ? reader.List(TableReference.Parser.Read) : [];
            var (where, cursor) = ReadWhere(reader);
            var returning = Returning.Parser.TryRead(reader);
            return new(reader.Slice, reader.SpanFrom(start), with, table, alias, set, from, where, cursor, returning);
        }

        /// <summary>WHERE with a condition or a cursor, if it stands here.</summary>
        public static (Expression? Where, Identifier? Cursor) ReadWhere(SyntaxReader reader) =>
            !reader.Take("WHERE") ? (null, null) : reader.Take("CURRENT", "OF") ? (null, reader.ColId()) : (Expression.Parser.Read(reader), null);
    }
}
