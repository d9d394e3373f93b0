namespace Turnstone.Sql.Clauses;

using System.Collections.Immutable;
using Turnstone.Sql.Syntax;

/// <summary>What a role is, has or may: <c>LOGIN</c>, <c>PASSWORD '…'</c>, <c>IN ROLE …</c></summary>
/// <param name="Name">In capitals.</param>
/// <param name="Value">As it stands; none where only the name does.</param>
/// <param name="Roles">Those that become members, or that it becomes a member of.</param>
public sealed record RoleOption(TextSpan Span, string Name, TextSpan? Value, ImmutableArray<RoleReference> Roles) : SyntaxNode(Span)
{
    internal static class Parser
    {
        // No keywords to the grammar.
        static readonly string[] Words =
        [
            "superuser", "nosuperuser", "createrole", "nocreaterole", "replication", "noreplication", "createdb", "nocreatedb", "login", "nologin",
            "bypassrls", "nobypassrls", "noinherit",
        ];

        /// <summary>Those of ALTER ROLE, which CREATE ROLE has more of.</summary>
        public static ImmutableArray<RoleOption> ReadAll(SyntaxReader reader, bool isNew)
        {
            _ = reader.Take("WITH");
            var options = ImmutableArray.CreateBuilder<RoleOption>();
            while (!reader.AtEnd)
            {
                options.Add(Read(reader, isNew));
            }

            return options.DrainToImmutable();
        }

        static RoleOption Read(SyntaxReader reader, bool isNew)
        {
            var start = reader.Start;
            switch (reader.Word)
            {
                case "PASSWORD" or "ENCRYPTED" or "UNENCRYPTED":
                    return Password(reader, start);
                case "CONNECTION":
                    reader.Expect("CONNECTION", "LIMIT");
                    return Valued(reader, start, "CONNECTION LIMIT", reader.SignedInteger());
                case "VALID":
                    reader.Expect("VALID", "UNTIL");
                    return Valued(reader, start, "VALID UNTIL", reader.String());
                case "SYSID" when isNew:
                    reader.Next();
                    return Valued(reader, start, "SYSID", reader.Integer());
                case "USER" or "INHERIT":
                case "ADMIN" or "ROLE" or "IN" when isNew:
                    return Membership(reader, start);
                default:
                    return Plain(reader, start);
            }
        }

        static RoleOption Password(SyntaxReader reader, int start)
        {
            var isEncrypted = reader.Take("ENCRYPTED");
            if (reader.Is("UNENCRYPTED", "PASSWORD"))
            {
                reader.Fail("UNENCRYPTED PASSWORD is no longer supported", "Remove UNENCRYPTED to store the password in encrypted form instead.");
            }

            reader.Expect("PASSWORD");
            return !isEncrypted && reader.Take("NULL") ? new(reader.SpanFrom(start), "PASSWORD", null, []) : Valued(reader, start, "PASSWORD", reader.String());
        }

        static RoleOption Membership(SyntaxReader reader, int start)
        {
            var name = reader.Take("IN") ? $"IN {reader.ExpectOneOf("ROLE", "GROUP")}" : reader.ExpectOneOf("USER", "INHERIT", "ADMIN", "ROLE");
            var roles = name == "INHERIT" ? [] : reader.List(RoleReference.Parser.Read);
            return new(reader.SpanFrom(start), name, null, roles);
        }

        static RoleOption Plain(SyntaxReader reader, int start)
        {
            var mark = reader.Mark();
            var isWord = reader.Keyword == KeywordKind.None && reader.IsColLabel();
            var name = reader.ColLabel().Name;
            if (!isWord || !Words.Contains(name))
            {
                reader.Reset(mark);
                reader.Fail(isWord ? $"unrecognized role option \"{name}\"" : null);
            }

            return new(reader.SpanFrom(start), name.ToUpperInvariant(), null, []);
        }

        static RoleOption Valued(SyntaxReader reader, int start, string name, TextSpan value) => new(reader.SpanFrom(start), name, value, []);
    }
}
