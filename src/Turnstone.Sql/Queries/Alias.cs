namespace Turnstone.Sql.Queries;

using System.Collections.Immutable;
using Turnstone.Sql.Syntax;

/// <summary>The name that a table has in a query, and those of its columns.</summary>
/// <param name="Definitions">The columns of a function that says nothing of them, with their types.</param>
public sealed record Alias(TextSpan Span, Identifier? Name, ImmutableArray<Identifier> Columns, ImmutableArray<ColumnOfFunction> Definitions) : SyntaxNode(Span)
{
    internal static class Parser
    {
        /// <summary><c>[AS] name [(columns)]</c>, if it stands here.</summary>
        public static Alias? TryRead(SyntaxReader reader) => reader.Is("AS") || reader.IsColId() ? Read(reader, ofFunction: false) : null;

        /// <summary>The same of a function, whose columns may be defined.</summary>
        public static Alias? TryReadOfFunction(SyntaxReader reader) => reader.Is("AS") || reader.IsColId() ? Read(reader, ofFunction: true) : null;

        /// <summary><c>[AS] name</c> of a table that is changed, if it stands here; SET is none without AS: <c>relation_expr_opt_alias</c> of <c>gram.y</c>.</summary>
        public static Identifier? TryReadName(SyntaxReader reader) => reader.Take("AS") || reader.IsColId() && !reader.Is("SET") ? reader.ColId() : null;

        static Alias Read(SyntaxReader reader, bool ofFunction)
        {
            var start = reader.Start;
            var hasAs = reader.Take("AS");
            Identifier? name = ofFunction && hasAs && reader.Is(TokenKind.OpenParenthesis) ? null : reader.ColId();
            if (!reader.Is(TokenKind.OpenParenthesis))
            {
                return new(reader.SpanFrom(start), name, [], []);
            }

            var isDefinition = name is null || ofFunction && SyntaxReader.IsColId(reader.Ahead(1)) && reader.Ahead(2).Kind is not (TokenKind.Comma or TokenKind.CloseParenthesis);
            if (isDefinition)
            {
                var definitions = reader.Parenthesised(ColumnOfFunction.Parser.Read);
                return new(reader.SpanFrom(start), name, [], definitions);
            }

            var columns = reader.ColumnList();
            return new(reader.SpanFrom(start), name, columns, []);
        }
    }
}
