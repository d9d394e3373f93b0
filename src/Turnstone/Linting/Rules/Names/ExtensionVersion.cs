namespace Turnstone.Linting.Rules.Names;

using Turnstone.Diagnostics;
using Turnstone.Sql;
using Turnstone.Sql.Statements;

/// <summary>An extension in whatever version there is.</summary>
sealed class ExtensionVersion : NodeRule<Statement>
{
    public override string Name => "extension-version";

    public override RuleTopic Topic => RuleTopic.Names;

    public override Severity Severity => Severity.Info;

    public override string Danger => "Which version CREATE EXTENSION makes, and ALTER EXTENSION UPDATE goes to, is up to the packages on each server: the same file gives other functions here than there, and the next server is another one again. An update runs the extension's own "
        + "script, which may lock or rewrite tables that use its types.";

    public override string Cure => "Say which: CREATE EXTENSION … VERSION '1.6', ALTER EXTENSION … UPDATE TO '1.6', the highest that every server has: SELECT name, version FROM pg_available_extension_versions.";

    protected override IEnumerable<Finding> Check(Statement statement, LintContext context) => statement switch
    {
        CreateExtension { Version: null } create when create.Name.Name != "plpgsql" => [Finding.Of(create, $"{create.Name.Shown()} is made in the version that the server happens to have.")],
        AlterExtension { Action: "UPDATE", Version: null } alter => [Finding.Of(alter, $"{alter.Name.Shown()} goes to the highest version that the server happens to have.")],
        AlterExtension { Action: "UPDATE", Version: { } version } alter => [Finding.Of(alter, $"The script of {alter.Name.Shown()} that goes to {version.Trim('\'')} runs here, with all that it locks.", "Read it first: it is name--old--new.sql in the server's share/extension. Try it on a copy.")],
        _ => [],
    };
}
