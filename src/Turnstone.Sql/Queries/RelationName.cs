namespace Turnstone.Sql.Queries;

using Turnstone.Sql.Syntax;

/// <summary>A table as a statement names it.</summary>
/// <param name="IsOnly">Whether the tables that inherit from it are left out.</param>
public sealed record RelationName(TextSpan Span, ObjectName Name, bool IsOnly) : SyntaxNode(Span)
{
    public override IEnumerable<ObjectName> NamedRelations => [Name];

    internal static class Parser
    {
        /// <summary><c>[ONLY] name [*]</c></summary>
        public static RelationName Read(SyntaxReader reader)
        {
            var start = reader.Start;
            if (!reader.Take("ONLY"))
            {
                var name = reader.QualifiedName();
                _ = reader.TakeOperator("*");
                return new(reader.SpanFrom(start), name, false);
            }

            var isWrapped = reader.Take(TokenKind.OpenParenthesis);
            var only = reader.QualifiedName();
            if (isWrapped)
            {
                reader.Expect(TokenKind.CloseParenthesis);
            }

            return new(reader.SpanFrom(start), only, true);
        }
    }
}
