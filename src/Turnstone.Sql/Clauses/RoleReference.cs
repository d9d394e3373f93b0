namespace Turnstone.Sql.Clauses;

using Turnstone.Sql.Syntax;

/// <summary>A role by its name, or the one that a session has.</summary>
/// <param name="Name">None where <paramref name="Special"/> says which.</param>
/// <param name="Special"><c>CURRENT_ROLE</c>, <c>CURRENT_USER</c>, <c>SESSION_USER</c> or <c>PUBLIC</c></param>
public sealed record RoleReference(TextSpan Span, Identifier? Name, string? Special) : SyntaxNode(Span)
{
    internal static class Parser
    {
        /// <summary><c>RoleSpec</c> of <c>gram.y</c>.</summary>
        public static RoleReference Read(SyntaxReader reader)
        {
            var start = reader.Start;
            if (reader.TakeOneOf("CURRENT_ROLE", "CURRENT_USER", "SESSION_USER") is { } special)
            {
                return new(reader.SpanFrom(start), null, special);
            }

            if (reader.Is("NONE") || reader.Text is "\"none\"")
            {
                reader.Fail("role name \"none\" is reserved");
            }

            var name = reader.NonReserved();
            return name.Name == "public" ? new(reader.SpanFrom(start), null, "PUBLIC") : new(reader.SpanFrom(start), name, null);
        }
    }
}
