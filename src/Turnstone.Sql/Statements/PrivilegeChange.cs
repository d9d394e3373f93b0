namespace Turnstone.Sql.Statements;

using System.Collections.Immutable;
using Turnstone.Sql.Clauses;
using Turnstone.Sql.Syntax;

/// <summary><c>GRANT privileges ON … TO roles</c>, <c>REVOKE privileges ON … FROM roles</c></summary>
/// <param name="OfGrantOption">Whether those roles may grant it on, or may no longer.</param>
/// <param name="Cascade">Whether what they granted on goes as well.</param>
public sealed record PrivilegeChange(StatementSlice Slice, TextSpan Span, bool IsGrant, ImmutableArray<Privilege> Privileges, PrivilegeTarget Target, ImmutableArray<RoleReference> Roles,
    bool OfGrantOption, RoleReference? GrantedBy, bool Cascade) : Statement(Slice, Span)
{
    internal sealed class Parser() : StatementParser("GRANT", "REVOKE")
    {
        public override Statement? Read(SyntaxReader reader)
        {
            var start = reader.Start;
            var isGrant = reader.ExpectOneOf("GRANT", "REVOKE") == "GRANT";
            if (!isGrant && reader.IsAhead(1, "OPTION") && reader.IsAhead(2, "FOR") && !reader.Is("GRANT"))
            {
                return null;
            }

            var isOption = !isGrant && reader.Take("GRANT", "OPTION", "FOR");
            var privileges = Privilege.Parser.ReadAll(reader);
            if (!isOption && reader.Is(isGrant ? "TO" : "FROM") && privileges[0].Name.Name != "all")
            {
                return null;
            }

            reader.Expect("ON");
            var target = PrivilegeTarget.Parser.Read(reader);
            reader.Expect(isGrant ? "TO" : "FROM");
            var roles = Grantee.ReadAll(reader);
            isOption |= isGrant && reader.Take("WITH", "GRANT", "OPTION");
            var by = Grantee.TryReadGrantor(reader);
            var cascade = !isGrant && DropBehavior.ReadCascade(reader);
            return new PrivilegeChange(reader.Slice, reader.SpanFrom(start), isGrant, privileges, target, roles, isOption, by, cascade);
        }
    }
}
