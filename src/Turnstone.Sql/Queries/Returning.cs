namespace Turnstone.Sql.Queries;

using System.Collections.Immutable;
using Turnstone.Sql.Syntax;

/// <summary><c>RETURNING …</c>: what a change gives of the rows that it touched.</summary>
public sealed record Returning(TextSpan Span, ImmutableArray<OutputColumn> Columns) : SyntaxNode(Span)
{
    /// <summary>Other names for <c>old</c> and <c>new</c>; of PostgreSQL 18.</summary>
    public ImmutableArray<ReturningAlias> Aliases { get; init; } = [];

    internal static class Parser
    {
        public static Returning? TryRead(SyntaxReader reader)
        {
            var start = reader.Start;
            if (!reader.Take("RETURNING"))
            {
                return null;
            }

            ImmutableArray<ReturningAlias> aliases = [];
            if (reader.Is("WITH") && reader.Ahead(1).Kind == TokenKind.OpenParenthesis)
            {
                reader.Since(PgVersion.V18, "RETURNING WITH");
                reader.Expect("WITH");
                aliases = reader.Parenthesised(ReturningAlias.Parser.Read);
            }

            var columns = reader.List(OutputColumn.Parser.Read);
            return new(reader.SpanFrom(start), columns) { Aliases = aliases };
        }
    }
}
