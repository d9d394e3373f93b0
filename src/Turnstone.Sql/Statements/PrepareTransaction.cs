namespace Turnstone.Sql.Statements;

using Turnstone.Sql.Syntax;

/// <summary><c>PREPARE TRANSACTION 'gid'</c></summary>
/// <param name="Gid">The name that the transaction is prepared under.</param>
public sealed record PrepareTransaction(StatementSlice Slice, TextSpan Span, string Gid) : Statement(Slice, Span)
{
    internal sealed class Parser() : StatementParser("PREPARE")
    {
        public override Statement? Read(SyntaxReader reader)
        {
            var start = reader.Start;
            if (reader.Ahead(2).Kind == TokenKind.OpenParenthesis || reader.IsAhead(2, "AS") || !reader.Take("PREPARE", "TRANSACTION"))
            {
                return null;
            }

            var gid = reader.StringValue().Name;
            return new PrepareTransaction(reader.Slice, reader.SpanFrom(start), gid);
        }
    }
}
