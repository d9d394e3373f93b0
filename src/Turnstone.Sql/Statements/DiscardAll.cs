namespace Turnstone.Sql.Statements;

/// <summary><c>DISCARD ALL</c></summary>
public sealed record DiscardAll(StatementSlice Slice) : Statement(Slice)
{
    internal sealed class Parser() : BeginningParser("DISCARD ALL")
    {
        public override Statement? Read(TokenReader reader, StatementSlice slice, PgVersion version) => reader.AtEnd ? new DiscardAll(slice) : null;
    }
}
