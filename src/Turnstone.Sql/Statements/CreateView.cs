namespace Turnstone.Sql.Statements;

using System.Collections.Immutable;
using Turnstone.Sql.Clauses;
using Turnstone.Sql.Queries;
using Turnstone.Sql.Syntax;

/// <summary><c>CREATE [OR REPLACE] VIEW v AS query</c></summary>
/// <param name="Check"><c>LOCAL</c> or <c>CASCADED</c>: which rows may be written through it; none where all may.</param>
public sealed record CreateView(StatementSlice Slice, TextSpan Span, bool OrReplace, string? Persistence, bool IsRecursive, ObjectName Name, ImmutableArray<Identifier> Columns,
    ImmutableArray<StorageOption> Options, Select Query, string? Check) : Statement(Slice, Span)
{
    public override IEnumerable<ObjectName> NamedRelations => [Name];

    internal sealed class Parser() : StatementParser("CREATE VIEW")
    {
        public override Statement? Read(SyntaxReader reader)
        {
            var start = reader.Start;
            reader.Expect("CREATE");
            var orReplace = reader.Take("OR", "REPLACE");
            var persistence = NewTable.Parser.ReadPersistence(reader);
            var isRecursive = reader.Take("RECURSIVE");
            reader.Expect("VIEW");
            var name = reader.QualifiedName();
            var columns = isRecursive ? reader.ColumnList() : reader.OptionalColumnList();
            var options = TableStorage.Parser.ReadOptions(reader);
            reader.Expect("AS");
            var query = Select.Parser.ReadBare(reader);
            var check = ReadCheck(reader);
            if (isRecursive && check is not null)
            {
                reader.Fail("WITH CHECK OPTION not supported on recursive views");
            }

            return new CreateView(reader.Slice, reader.SpanFrom(start), orReplace, persistence, isRecursive, name, columns, options, query, check);
        }

        static string? ReadCheck(SyntaxReader reader)
        {
            if (!reader.Take("WITH"))
            {
                return null;
            }

            var how = reader.TakeOneOf("LOCAL", "CASCADED") ?? "CASCADED";
            reader.Expect("CHECK", "OPTION");
            return how;
        }
    }
}
