namespace Turnstone.Sql.Statements;

/// <summary><c>CREATE TABLESPACE name [OWNER …] LOCATION '…' [WITH (…)]</c></summary>
public sealed record CreateTablespace(StatementSlice Slice, Identifier Name) : Statement(Slice)
{
    internal sealed class Parser() : BeginningParser("CREATE TABLESPACE")
    {
        public override Statement? Read(TokenReader reader, StatementSlice slice, PgVersion version) =>
            reader.TakeIdentifier() is { } name ? new CreateTablespace(slice, name) : null;
    }
}
