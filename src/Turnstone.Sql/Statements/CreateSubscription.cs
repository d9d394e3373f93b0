namespace Turnstone.Sql.Statements;

/// <summary><c>CREATE SUBSCRIPTION name CONNECTION '…' PUBLICATION …</c></summary>
public sealed record CreateSubscription(StatementSlice Slice, Identifier Name) : Statement(Slice)
{
    internal sealed class Parser() : BeginningParser("CREATE SUBSCRIPTION")
    {
        public override Statement? Read(TokenReader reader, StatementSlice slice, PgVersion version) =>
            reader.TakeIdentifier() is { } name ? new CreateSubscription(slice, name) : null;
    }
}
