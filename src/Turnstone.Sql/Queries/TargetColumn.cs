namespace Turnstone.Sql.Queries;

using System.Collections.Immutable;
using Turnstone.Sql.Expressions;
using Turnstone.Sql.Syntax;

/// <summary>A column that is written, or a part of it: <c>a[1].b</c>.</summary>
public sealed record TargetColumn(TextSpan Span, Identifier Name, ImmutableArray<SelectionStep> Steps) : SyntaxNode(Span)
{
    public override IEnumerable<Identifier> NamedColumns => [Name];

    internal static class Parser
    {
        public static TargetColumn Read(SyntaxReader reader)
        {
            var start = reader.Start;
            var name = reader.ColId();
            var steps = reader.Is(TokenKind.Dot) || reader.Is(TokenKind.OpenBracket) ? Expression.Parser.Steps(reader) : [];
            return new(reader.SpanFrom(start), name, steps);
        }
    }
}
