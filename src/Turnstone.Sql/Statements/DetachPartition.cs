namespace Turnstone.Sql.Statements;

/// <summary><c>ALTER TABLE [IF EXISTS] [ONLY] table DETACH PARTITION partition [CONCURRENTLY | FINALIZE]</c></summary>
public sealed record DetachPartition(StatementSlice Slice, bool IfExists, ObjectName Table, ObjectName Partition, bool Concurrently, bool Finalize)
    : Statement(Slice)
{
    internal sealed class Parser() : BeginningParser("ALTER TABLE")
    {
        public override Statement? Read(TokenReader reader, StatementSlice slice, PgVersion version)
        {
            var ifExists = reader.Take("IF EXISTS");
            _ = reader.Take("ONLY");
            if (reader.TakeName() is not { } table)
            {
                return null;
            }

            _ = reader.Kind == TokenKind.Operator && reader.Text is "*" && reader.Take(TokenKind.Operator);
            if (!reader.Take("DETACH PARTITION") || reader.TakeName() is not { } partition)
            {
                return null;
            }

            var concurrently = reader.Take("CONCURRENTLY");
            var finalize = !concurrently && reader.Take("FINALIZE");
            return reader.AtEnd ? new DetachPartition(slice, ifExists, table, partition, concurrently, finalize) : null;
        }
    }
}
