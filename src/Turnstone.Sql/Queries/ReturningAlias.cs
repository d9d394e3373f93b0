namespace Turnstone.Sql.Queries;

using Turnstone.Sql.Syntax;

/// <summary><c>OLD AS o</c>, <c>NEW AS n</c>: what RETURNING calls the row before the change, or behind it.</summary>
public sealed record ReturningAlias(TextSpan Span, bool IsNew, Identifier Name) : SyntaxNode(Span)
{
    internal static class Parser
    {
        public static ReturningAlias Read(SyntaxReader reader)
        {
            var start = reader.Start;
            var isNew = reader.ExpectOneOf("OLD", "NEW") == "NEW";
            reader.Expect("AS");
            var name = reader.ColId();
            return new(reader.SpanFrom(start), isNew, name);
        }
    }
}
