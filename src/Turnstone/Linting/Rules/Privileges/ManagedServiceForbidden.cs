namespace Turnstone.Linting.Rules.Privileges;

using Turnstone.Diagnostics;
using Turnstone.Sql.Expressions;
using Turnstone.Sql.Statements;
using Turnstone.Sql.Syntax;

/// <summary>What reaches the machine that the server runs on, where that is somebody else's.</summary>
sealed class ManagedServiceForbidden : LintRule
{
    public override string Name => "managed-service-forbidden";

    public override RuleTopic Topic => RuleTopic.Privileges;

    public override Severity Severity => Severity.Error;

    internal override bool TakesList => true;

    public override bool IsHouseRule => true;

    public override string Danger => "On a managed service nobody reaches the machine: its files, its programs and its libraries are refused to every role. The migration that worked on everybody's own server fails there.";

    public override string Cure => "Rows come through the connection: COPY … FROM stdin, or a data file beside the migration. What needs the machine is asked of the service: its console, its parameters, its list of extensions.";

    public override string Limits => "Spoken of once `turnstone.yaml` says where the database runs: `managed: rds`, or cloudsql, azure, neon, supabase. What only a superuser may do is said everywhere, see superuser-required. Which extensions a service has changes from month to month and is not "
        + "looked at.";

    static readonly HashSet<string> OfFiles = new(StringComparer.Ordinal)
    {
        "lo_import", "lo_export", "pg_read_file", "pg_read_binary_file", "pg_ls_dir", "pg_stat_file", "pg_file_write", "pg_file_unlink", "pg_file_rename",
    };

    static readonly HashSet<string> Untrusted = new(StringComparer.Ordinal) { "c", "internal", "plpythonu", "plpython2u", "plpython3u", "plperlu", "pltclu" };

    static readonly Dictionary<string, string> Services = new(StringComparer.Ordinal)
    {
        ["rds"] = "Amazon RDS", ["cloudsql"] = "Cloud SQL", ["azure"] = "Azure", ["neon"] = "Neon", ["supabase"] = "Supabase",
    };

    internal override string? Refuse(RuleOptions options) => options.List.FirstOrDefault(one => !Services.ContainsKey(one)) is { } other ? $"'{other}' is none of {string.Join(", ", Services.Keys)}." : null;

    internal override bool Sees(SyntaxNode node) => node is Copy or Load or CreateLanguage or CreateRoutine or Do or FunctionCall or CreateExtension;

    internal override IEnumerable<Finding> Check(SyntaxNode node, LintContext context)
    {
        var where = context.Options.Of(this).List is [var service, ..] ? Services.GetValueOrDefault(service, service) : "A managed service";
        return What(node) is { } what ? [Finding.Of(node, $"{where} refuses this: {what}.")] : [];
    }

    static string? What(SyntaxNode node) => node switch
    {
        Copy { IsProgram: true } => "it runs a program on the server's machine",
        Copy { File: not null } copy => copy.IsFrom ? "it reads a file of the server's machine" : "it writes a file on the server's machine",
        Load => "it loads a library of the server's machine",
        CreateRoutine { Language: { } language } when Untrusted.Contains(language) => $"a function in {language} may do whatever the server's user may",
        Do { Language: { } language } when Untrusted.Contains(language) => $"{language} may do whatever the server's user may",
        CreateExtension extension when Untrusted.Contains(extension.Name.Name) => $"{extension.Name.Name} may do whatever the server's user may",
        CreateExtension { Name.Name: "file_fdw" or "adminpack" } => "it is for files of the server's machine",
        FunctionCall { Name: { Schema: null or { Name: "pg_catalog" } } name } when OfFiles.Contains(name.Name.Name) => $"{name.Name.Name}() is for files of the server's machine",
        _ => null,
    };
}
