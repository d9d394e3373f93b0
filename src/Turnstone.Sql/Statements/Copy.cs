namespace Turnstone.Sql.Statements;

using System.Collections.Immutable;
using Turnstone.Sql.Clauses;
using Turnstone.Sql.Expressions;
using Turnstone.Sql.Queries;
using Turnstone.Sql.Syntax;

/// <summary><c>COPY {table [(columns)] | (query)} {FROM | TO} …</c></summary>
/// <param name="Table">None where a query gives the rows.</param>
/// <param name="File">The file or the program, as it stands; none of STDIN and STDOUT.</param>
/// <param name="Where">Which of the rows that come in are kept.</param>
public sealed record Copy(StatementSlice Slice, TextSpan Span, ObjectName? Table, ImmutableArray<Identifier> Columns, Statement? Query, bool IsFrom, bool IsProgram, TextSpan? File,
    ImmutableArray<CommandOption> Options, Expression? Where) : Statement(Slice, Span)
{
    public override IEnumerable<ObjectName> NamedRelations => Table is { } table ? [table] : [];

    public override IEnumerable<Identifier> NamedColumns => Columns;

    internal sealed class Parser() : StatementParser("COPY")
    {
        public override Statement? Read(SyntaxReader reader)
        {
            var start = reader.Start;
            reader.Expect("COPY");
            return reader.Is(TokenKind.OpenParenthesis) ? OfQuery(reader, start) : OfTable(reader, start);
        }

        static Copy OfQuery(SyntaxReader reader, int start)
        {
            reader.Expect(TokenKind.OpenParenthesis);
            var query = WithClause.Parser.ReadPreparable(reader);
            reader.Expect(TokenKind.CloseParenthesis);
            reader.Expect("TO");
            var (isProgram, file) = ReadFile(reader);
            _ = reader.Take("WITH");
            var options = CopyOptions.Read(reader);
            return new(reader.Slice, reader.SpanFrom(start), null, [], query, false, isProgram, file, options, null);
        }

        static Copy OfTable(SyntaxReader reader, int start)
        {
            var first = CommandOption.Parser.ReadWords(reader, "BINARY");
            var table = reader.QualifiedName();
            var columns = reader.OptionalColumnList();
            var isFrom = reader.ExpectOneOf("FROM", "TO") == "FROM";
            var (isProgram, file) = ReadFile(reader);
            var delimiter = CopyOptions.ReadDelimiters(reader);
            _ = reader.Take("WITH");
            var options = CopyOptions.Read(reader);
            if (!isFrom && reader.Is("WHERE"))
            {
                reader.Fail("WHERE clause not allowed with COPY TO");
            }

            var where = reader.Take("WHERE") ? Expression.Parser.Read(reader) : null;
            return new(reader.Slice, reader.SpanFrom(start), table, columns, null, isFrom, isProgram, file, [.. first, .. delimiter, .. options], where);
        }

        static (bool IsProgram, TextSpan? File) ReadFile(SyntaxReader reader)
        {
            var isProgram = reader.Take("PROGRAM");
            if (reader.Word is not ("STDIN" or "STDOUT"))
            {
                return (isProgram, reader.String());
            }

            if (isProgram)
            {
                reader.Fail("STDIN/STDOUT not allowed with PROGRAM");
            }

            reader.Next();
            return (false, null);
        }
    }
}
