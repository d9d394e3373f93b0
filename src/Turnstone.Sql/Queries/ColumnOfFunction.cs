namespace Turnstone.Sql.Queries;

using Turnstone.Sql.Expressions;
using Turnstone.Sql.Syntax;

/// <summary>A column of a function in FROM: <c>name type [COLLATE c]</c>.</summary>
public sealed record ColumnOfFunction(TextSpan Span, Identifier Name, TypeName Type, ObjectName? Collation) : SyntaxNode(Span)
{
    public override IEnumerable<Identifier> NamedColumns => [Name];

    internal static class Parser
    {
        public static ColumnOfFunction Read(SyntaxReader reader)
        {
            var start = reader.Start;
            var name = reader.ColId();
            var type = TypeName.Parser.Read(reader);
            ObjectName? collation = reader.Take("COLLATE") ? reader.AnyName() : null;
            return new(reader.SpanFrom(start), name, type, collation);
        }
    }
}
