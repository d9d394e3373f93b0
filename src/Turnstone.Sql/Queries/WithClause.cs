namespace Turnstone.Sql.Queries;

using System.Collections.Immutable;
using Turnstone.Sql.Statements;
using Turnstone.Sql.Syntax;

/// <summary><c>WITH [RECURSIVE] name AS (…), …</c></summary>
public sealed record WithClause(TextSpan Span, bool IsRecursive, ImmutableArray<CommonTable> Tables) : SyntaxNode(Span)
{
    internal static class Parser
    {
        public static WithClause? TryRead(SyntaxReader reader)
        {
            var start = reader.Start;
            if (!reader.Take("WITH"))
            {
                return null;
            }

            // It may be a table's name as well.
            var isRecursive = reader.Ahead(1).Kind != TokenKind.OpenParenthesis && !reader.IsAhead(1, "AS") && reader.Take("RECURSIVE");
            var tables = reader.List(CommonTable.Parser.Read);
            return new(reader.SpanFrom(start), isRecursive, tables);
        }

        /// <summary>SELECT, INSERT, UPDATE, DELETE or MERGE, WITH included: <c>PreparableStmt</c> of <c>gram.y</c>.</summary>
        public static Statement ReadPreparable(SyntaxReader reader)
        {
            var start = reader.Start;
            if (!reader.Enter())
            {
                return new OtherStatement(reader.Slice, "SELECT");
            }

            var with = TryRead(reader);
            Statement read = reader.Word switch
            {
                "INSERT" => Insert.Parser.Read(reader, start, with),
                "UPDATE" => Update.Parser.Read(reader, start, with),
                "DELETE" => Delete.Parser.Read(reader, start, with),
                "MERGE" => Merge.Parser.Read(reader, start, with),
                _ => Select.Parser.Read(reader, start, with),
            };
            reader.Leave();
            return read;
        }
    }
}
