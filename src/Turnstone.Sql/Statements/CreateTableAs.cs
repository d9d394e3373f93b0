namespace Turnstone.Sql.Statements;

using System.Collections.Immutable;
using Turnstone.Sql.Clauses;
using Turnstone.Sql.Expressions;
using Turnstone.Sql.Queries;
using Turnstone.Sql.Syntax;

/// <summary><c>CREATE TABLE t AS query</c>, or <c>AS EXECUTE prepared</c>.</summary>
/// <param name="Persistence"><c>TEMPORARY</c> or <c>UNLOGGED</c>; none of an ordinary one.</param>
/// <param name="Query">None where a prepared statement is executed.</param>
/// <param name="WithData">Whether the rows come with it.</param>
public sealed record CreateTableAs(StatementSlice Slice, TextSpan Span, string? Persistence, bool IfNotExists, ObjectName Name, ImmutableArray<Identifier> Columns, TableStorage? Storage,
    Select? Query, bool WithData) : Statement(Slice, Span)
{
    /// <summary>The prepared statement.</summary>
    public Identifier? Prepared { get; init; }

    /// <summary>Its parameters.</summary>
    public ImmutableArray<Expression> Arguments { get; init; } = [];

    public override IEnumerable<ObjectName> NamedRelations => [Name];

    internal sealed class Parser() : StatementParser("CREATE TABLE")
    {
        public override Statement? Read(SyntaxReader reader)
        {
            var start = reader.Start;
            reader.Expect("CREATE");
            var persistence = NewTable.Parser.ReadPersistence(reader);
            reader.Expect("TABLE");
            var ifNotExists = reader.Take("IF", "NOT", "EXISTS");
            var name = reader.QualifiedName();
            if (!Follows(reader))
            {
                return null;
            }

            var columns = reader.OptionalColumnList();
            var storage = TableStorage.Parser.TryRead(reader);
            reader.Expect("AS");
            if (!reader.Take("EXECUTE"))
            {
                var query = Select.Parser.ReadBare(reader);
                var withData = ReadWithData(reader);
                return new CreateTableAs(reader.Slice, reader.SpanFrom(start), persistence, ifNotExists, name, columns, storage, query, withData);
            }

            var prepared = reader.ColId();
            var arguments = reader.Is(TokenKind.OpenParenthesis) ? reader.Parenthesised(Expression.Parser.Read) : [];
            var hasData = ReadWithData(reader);
            return new CreateTableAs(reader.Slice, reader.SpanFrom(start), persistence, ifNotExists, name, columns, storage, null, hasData) { Prepared = prepared, Arguments = arguments };
        }

        /// <summary>Whether what stands behind the table's name makes it from a query.</summary>
        public static bool Follows(SyntaxReader reader) => reader.Word is "AS" or "USING" or "WITH" or "WITHOUT" or "ON" or "TABLESPACE"
            || reader.Is(TokenKind.OpenParenthesis) && SyntaxReader.IsColId(reader.Ahead(1)) && reader.Ahead(2).Kind is TokenKind.Comma or TokenKind.CloseParenthesis && reader.Is(TokenKind.OpenParenthesis);

        /// <summary><c>WITH [NO] DATA</c>, if it stands here.</summary>
        public static bool ReadWithData(SyntaxReader reader)
        {
            if (!reader.Take("WITH"))
            {
                return true;
            }

            var isNot = reader.Take("NO");
            reader.Expect("DATA");
            return !isNot;
        }
    }
}
