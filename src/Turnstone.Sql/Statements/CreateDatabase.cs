namespace Turnstone.Sql.Statements;

/// <summary><c>CREATE DATABASE name …</c></summary>
public sealed record CreateDatabase(StatementSlice Slice, Identifier Name) : Statement(Slice)
{
    internal sealed class Parser() : BeginningParser("CREATE DATABASE")
    {
        public override Statement? Read(TokenReader reader, StatementSlice slice, PgVersion version) =>
            reader.TakeIdentifier() is { } name ? new CreateDatabase(slice, name) : null;
    }
}
