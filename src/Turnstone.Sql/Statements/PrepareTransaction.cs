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

            return ReadGid(reader) is { } gid ? new PrepareTransaction(reader.Slice, reader.SpanFrom(start), gid) : null;
        }

        /// <summary>What a string says; none of one that takes more than leaving out its quotes.</summary>
        public static string? ReadGid(SyntaxReader reader)
        {
            var written = reader.String();
            return reader.Error is null ? new TokenReader(reader.Slice.Text.AsSpan(written.Start, written.Length)).TakeString() : "";
        }
    }
}
