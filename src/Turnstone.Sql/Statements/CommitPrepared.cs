namespace Turnstone.Sql.Statements;

/// <summary><c>COMMIT PREPARED 'gid'</c></summary>
/// <param name="Gid">The name that the transaction was prepared under.</param>
public sealed record CommitPrepared(StatementSlice Slice, string Gid) : Statement(Slice)
{
    internal sealed class Parser() : BeginningParser("COMMIT PREPARED")
    {
        public override Statement? Read(TokenReader reader, StatementSlice slice, PgVersion version) =>
            reader.TakeString() is { } gid && reader.AtEnd ? new CommitPrepared(slice, gid) : null;
    }
}
