namespace Turnstone.Sql.Statements;

using Turnstone.Sql.Syntax;

/// <summary><c>COMMIT PREPARED 'gid'</c></summary>
/// <param name="Gid">The name that the transaction was prepared under.</param>
public sealed record CommitPrepared(StatementSlice Slice, TextSpan Span, string Gid) : Statement(Slice, Span)
{
    internal sealed class Parser() : StatementParser("COMMIT")
    {
        public override Statement? Read(SyntaxReader reader)
        {
            var start = reader.Start;
            if (!reader.Take("COMMIT", "PREPARED"))
            {
                return null;
            }

            var gid = reader.StringValue().Name;
            return new CommitPrepared(reader.Slice, reader.SpanFrom(start), gid);
        }
    }
}
