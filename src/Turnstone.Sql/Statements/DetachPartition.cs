namespace Turnstone.Sql.Statements;

using Turnstone.Sql.Syntax;

/// <summary><c>ALTER TABLE [IF EXISTS] [ONLY] table DETACH PARTITION partition [CONCURRENTLY | FINALIZE]</c></summary>
public sealed record DetachPartition(StatementSlice Slice, TextSpan Span, bool IfExists, ObjectName Table, ObjectName Partition, bool Concurrently, bool Finalize)
    : Statement(Slice, Span)
{
    public override IEnumerable<ObjectName> NamedRelations => [Table, Partition];

    internal sealed class Parser() : StatementParser("ALTER TABLE")
    {
        public override Statement? Read(SyntaxReader reader)
        {
            var start = reader.Start;
            if (AlterTable.Parser.ReadTarget(reader) is not var (_, ifExists, table) || !reader.Take("DETACH"))
            {
                return null;
            }

            reader.Expect("PARTITION");
            var partition = reader.QualifiedName();
            var concurrently = reader.Take("CONCURRENTLY");
            var finalize = !concurrently && reader.Take("FINALIZE");
            return new DetachPartition(reader.Slice, reader.SpanFrom(start), ifExists, table.Name, partition, concurrently, finalize);
        }
    }
}
