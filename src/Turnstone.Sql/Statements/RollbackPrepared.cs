namespace Turnstone.Sql.Statements;

/// <summary><c>ROLLBACK PREPARED 'gid'</c></summary>
/// <param name="Gid">The name that the transaction was prepared under.</param>
public sealed record RollbackPrepared(StatementSlice Slice, string Gid) : Statement(Slice)
{
    internal sealed class Parser() : BeginningParser("ROLLBACK PREPARED")
    {
        public override Statement? Read(TokenReader reader, StatementSlice slice, PgVersion version) =>
            reader.TakeString() is { } gid && reader.AtEnd ? new RollbackPrepared(slice, gid) : null;
    }
}
