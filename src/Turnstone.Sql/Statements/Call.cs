namespace Turnstone.Sql.Statements;

/// <summary><c>CALL procedure(…)</c></summary>
public sealed record Call(StatementSlice Slice, ObjectName Procedure) : Statement(Slice)
{
    internal sealed class Parser() : BeginningParser("CALL")
    {
        public override Statement? Read(TokenReader reader, StatementSlice slice, PgVersion version) =>
            reader.TakeName() is { } procedure && reader.Kind == TokenKind.OpenParenthesis ? new Call(slice, procedure) : null;
    }
}
