namespace Turnstone.Sql.Statements;

using Turnstone.Sql.Clauses;
using Turnstone.Sql.Syntax;

/// <summary><c>ALTER TABLE table ATTACH PARTITION partition FOR VALUES …</c>, and an index's <c>ATTACH PARTITION</c>.</summary>
/// <param name="Kind">A table or an index.</param>
/// <param name="Bound">None of an index.</param>
public sealed record AttachPartition(StatementSlice Slice, TextSpan Span, ObjectKind Kind, bool IfExists, ObjectName Table, ObjectName Partition, PartitionBound? Bound) : Statement(Slice, Span)
{
    public override IEnumerable<ObjectName> NamedRelations => [Table, Partition];

    internal sealed class Parser() : StatementParser("ALTER TABLE", "ALTER INDEX")
    {
        public override Statement? Read(SyntaxReader reader)
        {
            var start = reader.Start;
            if (AlterTable.Parser.ReadTarget(reader) is not var (kind, ifExists, table) || !reader.Take("ATTACH"))
            {
                return null;
            }

            reader.Expect("PARTITION");
            var partition = reader.QualifiedName();
            if (kind == ObjectKind.Index && ifExists)
            {
                reader.Fail();
            }

            var bound = kind == ObjectKind.Table ? PartitionBound.Parser.Read(reader) : null;
            return new AttachPartition(reader.Slice, reader.SpanFrom(start), kind, ifExists, table.Name, partition, bound);
        }
    }
}
