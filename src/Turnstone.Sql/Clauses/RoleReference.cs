namespace Turnstone.Sql.Clauses;

using Turnstone.Sql.Syntax;

/// <summary>A role by its name, or the one that a session has.</summary>
/// <param name="Name">None where <paramref name="Session"/> says which.</param>
/// <param name="Session"><c>CURRENT_ROLE</c>, <c>CURRENT_USER</c> or <c>SESSION_USER</c>.</param>
public sealed record RoleReference(TextSpan Span, Identifier? Name, string? Session) : SyntaxNode(Span)
{
    internal static class Parser
    {
        /// <summary><c>RoleSpec</c> of <c>gram.y</c>.</summary>
        public static RoleReference Read(SyntaxReader reader)
        {
            var start = reader.Start;
            if (reader.TakeOneOf("CURRENT_ROLE", "CURRENT_USER", "SESSION_USER") is { } session)
            {
                return new(reader.SpanFrom(start), null, session);
            }

            var name = reader.NonReserved();
            if (name.Name == "none")
            {
                reader.Fail("role name \"none\" is reserved");
            }

            return new(reader.SpanFrom(start), name, null);
        }
    }
}
