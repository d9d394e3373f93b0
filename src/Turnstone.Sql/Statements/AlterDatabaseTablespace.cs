namespace Turnstone.Sql.Statements;

/// <summary><c>ALTER DATABASE name SET TABLESPACE tablespace</c></summary>
public sealed record AlterDatabaseTablespace(StatementSlice Slice, Identifier Name, Identifier Tablespace) : Statement(Slice)
{
    internal sealed class Parser() : BeginningParser("ALTER DATABASE")
    {
        public override Statement? Read(TokenReader reader, StatementSlice slice, PgVersion version) =>
            reader.TakeIdentifier() is { } name && reader.Take("SET TABLESPACE") && reader.TakeIdentifier() is { } tablespace && reader.AtEnd
                ? new AlterDatabaseTablespace(slice, name, tablespace)
                : null;
    }
}
