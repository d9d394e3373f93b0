namespace Turnstone.Sql.Clauses;

using Turnstone.Sql.Expressions;
using Turnstone.Sql.Queries;
using Turnstone.Sql.Syntax;

/// <summary>A column or an expression that statistics are about.</summary>
/// <param name="Column">None of an expression.</param>
public sealed record StatisticsKey(TextSpan Span, Identifier? Column, Expression? Value) : SyntaxNode(Span)
{
    public override IEnumerable<Identifier> NamedColumns => Column is { } column ? [column] : [];

    internal static class Parser
    {
        public static StatisticsKey Read(SyntaxReader reader)
        {
            var start = reader.Start;
            var (column, value) = IndexKey.Parser.ReadSubject(reader);
            return new(reader.SpanFrom(start), column, value);
        }
    }
}
