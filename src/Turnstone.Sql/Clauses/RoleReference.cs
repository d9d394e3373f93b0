namespace Turnstone.Sql.Clauses;

using Turnstone.Sql.Syntax;

/// <summary>A role by its name, or the one that a session has.</summary>
/// <param name="Name">None where <paramref name="Special"/> says which.</param>
/// <param name="Special"><c>CURRENT_ROLE</c>, <c>CURRENT_USER</c>, <c>SESSION_USER</c> or <c>PUBLIC</c>; of a user mapping <c>USER</c></param>
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

            var mark = reader.Mark();
            var name = reader.NonReserved();
            if (name.Name == "none")
            {
                Refuse(reader, mark, "role name \"none\" is reserved");
            }

            return name.Name == "public" ? new(reader.SpanFrom(start), null, "PUBLIC") : new(reader.SpanFrom(start), name, null);
        }

        /// <summary>The name of a role that is to be made: <c>RoleId</c> of <c>gram.y</c>.</summary>
        public static Identifier ReadNew(SyntaxReader reader)
        {
            var mark = reader.Mark();
            var role = Read(reader);
            if (role.Special is { } special)
            {
                Refuse(reader, mark, special == "PUBLIC" ? "role name \"public\" is reserved" : $"{special} cannot be used as a role name here");
            }

            return role.Name ?? default;
        }

        /// <summary>A role, or USER: <c>auth_ident</c> of <c>gram.y</c>.</summary>
        public static RoleReference ReadMapped(SyntaxReader reader)
        {
            var start = reader.Start;
            return reader.Take("USER") ? new(reader.SpanFrom(start), null, "USER") : Read(reader);
        }

        static void Refuse(SyntaxReader reader, int mark, string why)
        {
            reader.Reset(mark);
            reader.Fail(why);
        }
    }
}
