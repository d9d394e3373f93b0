namespace Turnstone.Sql.Statements;

/// <summary><c>DROP DATABASE [IF EXISTS] name [[WITH] (FORCE)]</c></summary>
public sealed record DropDatabase(StatementSlice Slice, bool IfExists, Identifier Name) : Statement(Slice)
{
    internal sealed class Parser() : BeginningParser("DROP DATABASE")
    {
        public override Statement? Read(TokenReader reader, StatementSlice slice, PgVersion version)
        {
            var ifExists = reader.Take("IF EXISTS");
            return reader.TakeIdentifier() is { } name ? new DropDatabase(slice, ifExists, name) : null;
        }
    }
}
