namespace Turnstone.Linting.Rules.Privileges;

using Turnstone.Diagnostics;
using Turnstone.Sql;
using Turnstone.Sql.Clauses;
using Turnstone.Sql.Statements;
using Turnstone.Sql.Syntax;

/// <summary>A role, or its password, in a migration.</summary>
sealed class RoleOrPasswordChange : LintRule
{
    public override string Name => "role-or-password-change";

    public override RuleTopic Topic => RuleTopic.Privileges;

    public override Severity Severity => Severity.Warning;

    public override string Danger => "A role is not of this database but of the whole server: the next database on it, or the next environment, has it already or must not have it. A "
        + "password that changes with a migration changes for programs that know nothing of it.";

    public override string Cure => "Make roles where servers are made, with the password from a secret store. A migration may GRANT to a role that is there; a role that is only for "
        + "rights has NOLOGIN and no password.";

    public override string Limits => "A password that is a placeholder, `${…}`, is not written here; what is wrong with one that is, see secret-literal. A role with NOLOGIN, which only holds rights, may be made.";

    internal override bool Sees(SyntaxNode node) => node is RoleOption or DropRole or CreateRole;

    internal override IEnumerable<Finding> Check(SyntaxNode node, LintContext context) => node switch
    {
        RoleOption { Name: "PASSWORD", Value: { } value } when IsWritten(value, context) => [Finding.Of(node, "The password changes for every database of the server, and for each program that has the old one.")],
        CreateRole role when CanLogIn(role) && !role.Options.Any(option => option is { Name: "PASSWORD", Value: not null }) => [Finding.Of(node, $"{role.Name.Shown()} is made for the whole server, not for this database.")],
        DropRole drop when !context.IsUndo() => [Finding.Of(node, $"{string.Join(", ", drop.Roles.Select(role => role.Name?.Shown() ?? role.Special))} is gone for every database of the server.")],
        _ => [],
    };

    static bool CanLogIn(CreateRole role) => role.Options.Any(option => option.Name == "LOGIN") || role.Kind == "USER" && !role.Options.Any(option => option.Name == "NOLOGIN");

    // A placeholder's value comes from elsewhere.
    static bool IsWritten(TextSpan value, LintContext context) => !context.Text(value).Contains("${", StringComparison.Ordinal) && context.Text(value) is not "''";
}
