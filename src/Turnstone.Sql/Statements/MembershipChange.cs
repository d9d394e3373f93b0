namespace Turnstone.Sql.Statements;

using System.Collections.Immutable;
using Turnstone.Sql.Clauses;
using Turnstone.Sql.Syntax;

/// <summary><c>GRANT role TO roles</c>, <c>REVOKE role FROM roles</c></summary>
/// <param name="Granted">The roles whose members others become, or cease to be.</param>
/// <param name="Options">Those of the membership; of REVOKE the one that alone goes.</param>
public sealed record MembershipChange(StatementSlice Slice, TextSpan Span, bool IsGrant, ImmutableArray<Privilege> Granted, ImmutableArray<RoleReference> Roles,
    ImmutableArray<CommandOption> Options, RoleReference? GrantedBy, bool Cascade) : Statement(Slice, Span)
{
    internal sealed class Parser() : StatementParser("GRANT", "REVOKE")
    {
        public override Statement? Read(SyntaxReader reader)
        {
            var start = reader.Start;
            var isGrant = reader.ExpectOneOf("GRANT", "REVOKE") == "GRANT";
            if (reader.Is("ALL") || reader.Is("GRANT"))
            {
                return null;
            }

            var options = isGrant ? [] : Revoked(reader);
            var granted = reader.List(Privilege.Parser.Read);
            if (options.IsEmpty && reader.Is("ON"))
            {
                return null;
            }

            reader.Expect(isGrant ? "TO" : "FROM");
            var roles = reader.List(RoleReference.Parser.Read);
            options = isGrant && reader.Take("WITH") ? Given(reader) : options;
            var by = Grantee.TryReadGrantor(reader);
            var cascade = !isGrant && DropBehavior.ReadCascade(reader);
            return new MembershipChange(reader.Slice, reader.SpanFrom(start), isGrant, granted, roles, options, by, cascade);
        }

        // REVOKE ADMIN OPTION FOR
        static ImmutableArray<CommandOption> Revoked(SyntaxReader reader)
        {
            if (!reader.IsAhead(1, "OPTION") || !reader.IsAhead(2, "FOR"))
            {
                return [];
            }

            if (!reader.Is("ADMIN"))
            {
                reader.Since(PgVersion.V16, "REVOKE of an option other than ADMIN");
            }

            var start = reader.Start;
            var name = reader.ColId().Name;
            reader.Expect("OPTION", "FOR");
            return [new(reader.SpanFrom(start), name, null, false)];
        }

        static ImmutableArray<CommandOption> Given(SyntaxReader reader)
        {
            if (reader.Version >= PgVersion.V16)
            {
                return reader.List(Option);
            }

            var start = reader.Start;
            reader.Expect("ADMIN", "OPTION");
            return [new(reader.SpanFrom(start), "admin", null, false)];
        }

        static CommandOption Option(SyntaxReader reader)
        {
            var start = reader.Start;
            var name = reader.ColLabel().Name;
            var value = reader.Start;
            var isOff = reader.ExpectOneOf("OPTION", "TRUE", "FALSE") == "FALSE";
            return new(reader.SpanFrom(start), name, reader.SpanFrom(value), isOff);
        }
    }
}
