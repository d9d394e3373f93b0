namespace Turnstone.Sql.Clauses;

using System.Collections.Immutable;
using Turnstone.Sql.Statements;
using Turnstone.Sql.Expressions;
using Turnstone.Sql.Queries;
using Turnstone.Sql.Syntax;

/// <summary>A role that a statement refers to.</summary>
/// <param name="Name">None of CURRENT_USER and its like.</param>
/// <param name="Special"><c>CURRENT_USER</c>, <c>CURRENT_ROLE</c>, <c>SESSION_USER</c>, <c>PUBLIC</c></param>
public sealed record RoleReference(TextSpan Span, Identifier? Name, string? Special) : SyntaxNode(Span)
{
    internal static class Parser
    {
        /// <summary><c>RoleSpec</c> of <c>gram.y</c>.</summary>
        public static RoleReference Read(SyntaxReader reader)
        {
            var start = reader.Start;
            if (reader.TakeOneOf("CURRENT_USER", "CURRENT_ROLE", "SESSION_USER") is { } special)
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
