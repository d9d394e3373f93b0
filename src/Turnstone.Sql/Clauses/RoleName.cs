namespace Turnstone.Sql.Clauses;

using Turnstone.Sql.Syntax;

/// <summary>A role as a statement names it.</summary>
/// <param name="Name">None where a keyword stands for whoever is connected.</param>
/// <param name="Keyword"><c>CURRENT_ROLE</c>, <c>CURRENT_USER</c>, <c>SESSION_USER</c>, of a user mapping <c>USER</c>; none where it has a name.</param>
public sealed record RoleName(TextSpan Span, Identifier? Name, string? Keyword) : SyntaxNode(Span)
{
    /// <summary>Whether all roles are meant.</summary>
    public bool IsPublic => Name is { Name: "public" };

    internal static class Parser
    {
        /// <summary><c>RoleSpec</c> of <c>gram.y</c>.</summary>
        public static RoleName Read(SyntaxReader reader)
        {
            var start = reader.Start;
            if (reader.TakeOneOf("CURRENT_ROLE", "CURRENT_USER", "SESSION_USER") is { } keyword)
            {
                return new(reader.SpanFrom(start), null, keyword);
            }

            var mark = reader.Mark();
            var name = reader.NonReserved();
            if (name.Name == "none")
            {
                Refuse(reader, mark, "none");
            }

            return new(reader.SpanFrom(start), name, null);
        }

        /// <summary>That of a role which is to be made: <c>RoleId</c> of <c>gram.y</c>.</summary>
        public static Identifier ReadNew(SyntaxReader reader)
        {
            var mark = reader.Mark();
            var role = Read(reader);
            if (role.Keyword is { } keyword)
            {
                reader.Reset(mark);
                reader.Fail($"{keyword} cannot be used as a role name here");
            }
            else if (role.IsPublic)
            {
                Refuse(reader, mark, "public");
            }

            return role.Name ?? default;
        }

        /// <summary>A role, or USER: <c>auth_ident</c> of <c>gram.y</c>.</summary>
        public static RoleName ReadMapped(SyntaxReader reader)
        {
            var start = reader.Start;
            return reader.Take("USER") ? new(reader.SpanFrom(start), null, "USER") : Read(reader);
        }

        static void Refuse(SyntaxReader reader, int mark, string name)
        {
            reader.Reset(mark);
            reader.Fail($"role name \"{name}\" is reserved");
        }
    }
}
