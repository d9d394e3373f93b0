namespace Turnstone.Sql.Statements;

using System.Collections.Immutable;
using Turnstone.Sql.Queries;
using Turnstone.Sql.Syntax;

/// <summary><c>INSERT INTO t [(columns)] … [ON CONFLICT …] [RETURNING …]</c></summary>
/// <param name="Query">None of DEFAULT VALUES.</param>
/// <param name="Overriding"><c>SYSTEM</c> or <c>USER</c>: whose values identity columns get.</param>
public sealed record Insert(StatementSlice Slice, TextSpan Span, WithClause? With, ObjectName Table, Identifier? Alias, ImmutableArray<TargetColumn> Columns, string? Overriding,
    Select? Query, ConflictClause? OnConflict, Returning? Returning) : Statement(Slice, Span)
{
    public override IEnumerable<ObjectName> NamedRelations => [Table];

    internal sealed class Parser() : StatementParser("INSERT")
    {
        public override Statement? Read(SyntaxReader reader) => Read(reader, reader.Start, null);

        /// <summary>Behind WITH, if there is one.</summary>
        public static Insert Read(SyntaxReader reader, int start, WithClause? with)
        {
            reader.Expect("INSERT", "INTO");
            var table = reader.QualifiedName();
            Identifier? alias = reader.Take("AS") ? reader.ColId() : null;
            var columns = IsColumnList(reader) ? reader.Parenthesised(TargetColumn.Parser.Read) : [];
            var overriding = ReadOverriding(reader);
            var query = columns.IsEmpty && overriding is null && reader.Take("DEFAULT", "VALUES") ? null : Select.Parser.ReadBare(reader);
            var conflict = ConflictClause.Parser.TryRead(reader);
            var returning = Returning.Parser.TryRead(reader);
            return new(reader.Slice, reader.SpanFrom(start), with, table, alias, columns, overriding, query, conflict, returning);
        }

        /// <summary><c>OVERRIDING SYSTEM VALUE</c>, if it stands here.</summary>
        public static string? ReadOverriding(SyntaxReader reader)
        {
            if (!reader.Take("OVERRIDING"))
            {
                return null;
            }

            var whose = reader.ExpectOneOf("SYSTEM", "USER");
            reader.Expect("VALUE");
            return whose;
        }

        // (a, b) and not (SELECT …
        static bool IsColumnList(SyntaxReader reader) => reader.Is(TokenKind.OpenParenthesis) && SyntaxReader.IsColId(reader.Ahead(1)) && !(reader.IsAhead(1, "VALUES") && reader.Ahead(2).Kind == TokenKind.OpenParenthesis);
    }
}
