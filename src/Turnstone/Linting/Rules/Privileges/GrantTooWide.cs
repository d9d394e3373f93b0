namespace Turnstone.Linting.Rules.Privileges;

using System.Collections.Immutable;
using Turnstone.Diagnostics;
using Turnstone.Sql.Clauses;
using Turnstone.Sql.Statements;
using Turnstone.Sql.Syntax;

/// <summary>A privilege for more people, or for more, than it takes.</summary>
sealed class GrantTooWide : LintRule
{
    public override string Name => "grant-too-wide";

    public override RuleTopic Topic => RuleTopic.Privileges;

    public override Severity Severity => Severity.Warning;

    public override string Danger => "PUBLIC is every role that there is and every one that will be; ALL holds TRUNCATE, TRIGGER and REFERENCES too, which no application needs; WITH GRANT "
        + "OPTION and WITH ADMIN OPTION let the role pass on what it got to whomever it likes.";

    public override string Cure => "Name the role, and name what it does: GRANT SELECT, INSERT, UPDATE ON orders TO shop_app. Who may grant is the owner's business.";

    public override string Limits => "USAGE, CONNECT, and what functions, types and languages give to PUBLIC by themselves are left alone.";

    static readonly ImmutableArray<string> OfTheServer = ["pg_execute_server_program", "pg_read_server_files", "pg_write_server_files"];

    internal override bool Sees(SyntaxNode node) => node is PrivilegeChange or AlterDefaultPrivileges or MembershipChange;

    internal override IEnumerable<Finding> Check(SyntaxNode node, LintContext context) => node switch
    {
        PrivilegeChange { IsGrant: true } grant => Of(grant, grant.Roles, grant.Privileges, grant.OfGrantOption, grant.Target.Kind),
        AlterDefaultPrivileges { IsGrant: true } grant => Of(grant, grant.Roles, grant.Privileges, grant.OfGrantOption, grant.Target),
        MembershipChange { IsGrant: true } grant => OfMembership(grant),
        _ => [],
    };

    static IEnumerable<Finding> Of(SyntaxNode grant, ImmutableArray<RoleReference> roles, ImmutableArray<Privilege> privileges, bool mayGrant, string target)
    {
        var isOfRows = target is "TABLE" or "TABLES" or "ALL TABLES IN SCHEMA" or "SEQUENCE" or "SEQUENCES" or "ALL SEQUENCES IN SCHEMA" or "SCHEMA" or "SCHEMAS" or "DATABASE" or "LARGE OBJECT" or "LARGE OBJECTS";
        var names = privileges.Select(privilege => privilege.Name.Name).ToList();
        if (mayGrant)
        {
            yield return Finding.Of(grant, $"{Shown(roles)} may pass on what is granted here.");
        }
        else if (isOfRows && roles.Any(role => role.Special == "PUBLIC") && names is not ["usage"] and not ["connect"])
        {
            yield return Finding.Of(grant, $"{string.Join(", ", names).ToUpperInvariant()} is granted to every role that there is and will be.");
        }
        else if (isOfRows && names.Contains("all"))
        {
            yield return Finding.Of(grant, $"{Shown(roles)} gets ALL: more than it does.");
        }
    }

    static IEnumerable<Finding> OfMembership(MembershipChange grant)
    {
        if (grant.Options.Any(option => option is { Name: "admin", IsOff: false }))
        {
            yield return Finding.Of(grant, $"{Shown(grant.Roles)} may make anybody a member of {string.Join(", ", grant.Granted.Select(role => role.Name.Shown()))}.");
        }
        else if (grant.Granted.FirstOrDefault(role => OfTheServer.Contains(role.Name.Name)) is { } powerful)
        {
            yield return Finding.Of(grant, $"As a member of {powerful.Name.Shown()}, {Shown(grant.Roles)} reaches the server's files and programs, which is as good as superuser.");
        }
    }

    static string Shown(ImmutableArray<RoleReference> roles) => string.Join(", ", roles.Select(role => role.Name?.Shown() ?? role.Special));
}
