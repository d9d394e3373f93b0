namespace Turnstone.Sql.Statements;

using System.Collections.Immutable;
using Turnstone.Sql.Expressions;
using Turnstone.Sql.Queries;
using Turnstone.Sql.Syntax;

/// <summary><c>DELETE FROM t [USING …] [WHERE …] [RETURNING …]</c></summary>
/// <param name="Cursor">Of WHERE CURRENT OF.</param>
public sealed record Delete(StatementSlice Slice, TextSpan Span, WithClause? With, RelationName Table, Identifier? Alias, ImmutableArray<TableReference> Using,
    Expression? Where, Identifier? Cursor, Returning? Returning) : Statement(Slice, Span)
{
    public override IEnumerable<ObjectName> NamedRelations => [Table.Name];

    internal sealed class Parser() : StatementParser("DELETE")
    {
        public override Statement? Read(SyntaxReader reader) => Read(reader, reader.Start, null);

        /// <summary>Behind WITH, if there is one.</summary>
        public static Delete Read(SyntaxReader reader, int start, WithClause? with)
        {
            reader.Expect("DELETE", "FROM");
            var table = RelationName.Parser.Read(reader);
            var alias = Queries.Alias.Parser.TryReadName(reader);
            var tables = reader.Take("USING") ? reader.List(TableReference.Parser.Read) : [];
            var (where, cursor) = Update.Parser.ReadWhere(reader);
            var returning = Returning.Parser.TryRead(reader);
            return new(reader.Slice, reader.SpanFrom(start), with, table, alias, tables, where, cursor, returning);
        }
    }
}
