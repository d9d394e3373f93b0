namespace Turnstone.Servers;

using System.Text.RegularExpressions;
using Turnstone.Diagnostics;

/// <summary>Says of a refusal what it has to do with the shadow: that the target might have gone along, or what nobody sees who is a superuser.</summary>
static partial class ShadowRefusal
{
    /// <summary>The rule of what the shadow's server cannot have; nothing is proved there and nothing refuted.</summary>
    public const string LacksExtension = "shadow-lacks-extension";

    /// <summary>The rule of a role that is missing there.</summary>
    public const string LacksRole = "shadow-lacks-role";

    /// <summary>Whether the shadow was to blame, so that nothing is proved and nothing refuted.</summary>
    public static bool IsLacking(Diagnostic said) => said.Rule is LacksExtension or LacksRole;

    /// <param name="hasTarget">Whether the shadow was made like a target.</param>
    public static Diagnostic Of(Diagnostic refused, bool hasTarget, bool isOwn, string migrator, string server)
    {
        if (Extension().Match(refused.Message) is { Success: true } extension)
        {
            var name = extension.Groups.Values.Skip(1).First(group => group.Success).Value;
            return refused with { Rule = LacksExtension, Help = $"Nothing is proved, and nothing refuted.\n{ToHave(name)}" };
        }
        if (Role().Match(refused.Message) is { Success: true } role)
        {
            return refused with { Rule = LacksRole, Help = $"{State(refused)}{ToHaveRole(role.Groups[1].Value, hasTarget, isOwn)}" };
        }
        if (isOwn && refused.Message.Contains("(SQLSTATE 53100)", StringComparison.Ordinal))
        {
            return refused with { Help = $"{State(refused)}The throw-away server's data has no room, in memory say: put it elsewhere with TURNSTONE_RUNNING=/var/tmp/turnstone" };
        }
        // What is denied for a table or a schema, no superuser need give.
        return refused.Message.Contains("(SQLSTATE 42501)", StringComparison.Ordinal) && !OfObject().IsMatch(refused.Message)
            ? refused with { Help = $"{State(refused)}{migrator} is no superuser on {server}, {(hasTarget ? "as on the target" : "as nobody is on a managed service")}: the target would refuse it too.\n{ToMend(hasTarget)}" }
            : refused;
    }

    public static string ToHave(string extension) => $"Install {extension} on the machine, for the shadow's server; or name a server that has it, in turnstone.yaml: shadow: {{ url: env:SHADOW_URL }}";

    static string ToHaveRole(string role, bool hasTarget, bool isOwn) => (isOwn, hasTarget) switch
    {
        (false, _) => $"Roles are not made on somebody's server: CREATE ROLE \"{role}\" there.",
        (_, true) => $"The target has no role {role} either: create it there, or in a migration, before it is named.",
        _ => "turnstone verify --env <name> makes the target's roles first; or name a file of CREATE ROLE statements in turnstone.yaml: shadow: { roles: roles.sql }",
    };

    static string ToMend(bool hasTarget) => hasTarget
        ? "Have a superuser do it on the target beforehand, and leave it out of the file; or grant what is missing."
        : "Leave it out of the file, or say who migrates: turnstone verify --env <name> makes the shadow's role like the target's.";

    // What became of the statement is said first, and what to type last.
    static string State(Diagnostic refused) => refused.Help?.Split('\n')[0] is { Length: > 0 } first ? $"{first}\n" : "";

    [GeneratedRegex("extension \"([^\"]+)\" is not available|extension control file \"[^\"]*/([^\"/]+)\\.control\"|extension \"([^\"]+)\" has no installation script")]
    private static partial Regex Extension();

    [GeneratedRegex("permission denied for |must be owner of |row-level security policy")]
    private static partial Regex OfObject();

    [GeneratedRegex("role \"([^\"]+)\" does not exist \\(SQLSTATE 42704\\)")]
    private static partial Regex Role();
}
