namespace Turnstone.Sql.Statements;

/// <summary><c>DROP TABLESPACE [IF EXISTS] name</c></summary>
public sealed record DropTablespace(StatementSlice Slice, bool IfExists, Identifier Name) : Statement(Slice)
{
    internal sealed class Parser() : BeginningParser("DROP TABLESPACE")
    {
        public override Statement? Read(TokenReader reader, StatementSlice slice, PgVersion version)
        {
            var ifExists = reader.Take("IF EXISTS");
            return reader.TakeIdentifier() is { } name && reader.AtEnd ? new DropTablespace(slice, ifExists, name) : null;
        }
    }
}
