namespace Turnstone.Sql.Statements;

using Turnstone.Sql.Syntax;

/// <summary><c>ROLLBACK PREPARED 'gid'</c></summary>
/// <param name="Gid">The name that the transaction was prepared under.</param>
public sealed record RollbackPrepared(StatementSlice Slice, TextSpan Span, string Gid) : Statement(Slice, Span)
{
    internal sealed class Parser() : StatementParser("ROLLBACK")
    {
        public override Statement? Read(SyntaxReader reader)
        {
            var start = reader.Start;
            if (!reader.Take("ROLLBACK", "PREPARED"))
            {
                return null;
            }

            var gid = reader.StringValue().Name;
            return new RollbackPrepared(reader.Slice, reader.SpanFrom(start), gid);
        }
    }
}
