namespace Turnstone.Sql.Statements;

/// <summary><c>DROP SUBSCRIPTION [IF EXISTS] name [CASCADE | RESTRICT]</c></summary>
public sealed record DropSubscription(StatementSlice Slice, bool IfExists, Identifier Name) : Statement(Slice)
{
    internal sealed class Parser() : BeginningParser("DROP SUBSCRIPTION")
    {
        public override Statement? Read(TokenReader reader, StatementSlice slice, PgVersion version)
        {
            var ifExists = reader.Take("IF EXISTS");
            return reader.TakeIdentifier() is { } name ? new DropSubscription(slice, ifExists, name) : null;
        }
    }
}
