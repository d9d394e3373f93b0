namespace Turnstone.Cli.Commands;

using System.CommandLine;
using System.Text;
using System.Text.Json;
using Turnstone.Cli.Rendering;
using Turnstone.Cli.Rendering.Findings;
using Turnstone.Configuration;
using Turnstone.Diagnostics;
using Turnstone.Linting;
using Turnstone.Migrations;
using Turnstone.Planning;
using Turnstone.Sql;

/// <summary><c>turnstone lint</c></summary>
sealed class LintCommand : CliCommand
{
    const int MostTurns = 5;

    readonly Argument<string[]> files = new("files") { Description = "Only these files, or what folders have of SQL; the project's others are known", Arity = ArgumentArity.ZeroOrMore };
    readonly Option<bool> fix = new("--fix") { Description = "Mend what one edit mends" };
    readonly Option<bool> diff = new("--diff") { Description = "Show what --fix would change, as git apply takes it" };
    readonly Option<string?> version = new("--pg-version") { Description = "The oldest server that the migrations are for, 14 to 18" };
    readonly Option<string?> since = new("--since") { Description = "Only files that are new or changed since this commit, branch or tag: they are applied together" };
    readonly Option<string[]> stats = new("--stats") { Description = "What turnstone dump wrote of the database, its figures (--stats), its schema, or both: no server is asked" };
    readonly Option<string?> baseline = new("--baseline") { Description = "A file of what was found before, which is not told again; lint.baseline names it for good" };
    readonly Option<bool> accept = new("--accept") { Description = "Write what is found now into the baseline" };
    readonly Option<string?> format = new("--format") { Description = $"What others take: {string.Join(", ", FindingFormat.All.Select(one => one.Name))}" };
    readonly Option<bool> rules = new("--rules") { Description = "List the rules instead" };
    readonly TargetOptions target = new();

    public LintCommand() : base("lint", "What is dangerous in the migrations, and the safe way; exit 1 where something is found", "turnstone lint migrations/V20260114093000__orders.sql")
    {
        format.AcceptOnlyFromAmong([.. FindingFormat.All.Select(one => one.Name)]);
        Add(files);
        Add(fix);
        Add(diff);
        Add(since);
        target.AddTo(this);
        Add(stats);
        Add(version);
        Add(baseline);
        Add(accept);
        Add(format);
        Add(rules);
    }

    public override int Rank => 10;

    public override void WriteNothing(Utf8JsonWriter json) => Write(json, new([], 0, 0));

    public override async Task<ExitCode> RunAsync(Invocation invocation)
    {
        var report = invocation.Report;
        if (invocation.Settings() is not { } settings || !IsUnderstood(invocation) || VersionOf(invocation) is not { } oldest
            || invocation.Take(LintOptionsReader.Read(settings, oldest)) is not { } options)
        {
            return report.End();
        }
        if (invocation.Arguments.GetValue(rules))
        {
            return List(report, options);
        }
        if (await RequestAsync(invocation, settings, options) is not { } request || await BaselineAsync(invocation, settings, request) is not { } complete
            || invocation.Take(await LookAsync(invocation, settings, complete)) is not { } found)
        {
            return report.End();
        }
        foreach (var secret in found.Findings.SelectMany(finding => finding.Hidden))
        {
            invocation.Masking.Add(secret);
        }
        report.Texts = found.Findings.Select(finding => finding.Migration).DistinctBy(file => file.File).Where(file => file.Text.Whole is not null).ToDictionary(file => file.File, file => file.Text.Whole!);
        if (invocation.Arguments.GetValue(accept))
        {
            return await AcceptAsync(invocation, settings, found);
        }
        if (invocation.Arguments.GetValue(diff))
        {
            if (await DiffAsync(invocation, settings.Root, found) is { Length: > 0 } patch)
            {
                report.Line(patch);
            }
            return End(report, found);
        }
        if (Formatted(invocation, found) is { } formatted)
        {
            report.Line(formatted);
        }
        else
        {
            report.Add(found.Findings.Select(finding => finding.Diagnostic));
            report.Line($"{RunDocument.Count(found.Files, "file")}, {found.Rules} rules{Looked(report, request)}: {FindingDocument.Counted([.. found.Findings.Select(finding => finding.Diagnostic)], report.Verbose)}");
        }
        return End(report, found);
    }

    // What is mended is looked at again: one edit may leave something to another, or take its trouble away.
    async Task<Checked<LintReport>> LookAsync(Invocation invocation, Settings settings, LintRequest request)
    {
        var found = await Pipeline.LintAsync(settings, request, invocation.Stop);
        for (var turn = 0; invocation.Arguments.GetValue(fix) && turn < MostTurns && found.Value is { } report && await FixAsync(invocation, settings.Root, report); turn++)
        {
            found = await Pipeline.LintAsync(settings, request, invocation.Stop);
        }
        return found;
    }

    static ExitCode End(Report report, LintReport found) =>
        report.End(found.Findings.Any(finding => finding.Diagnostic.Severity != Severity.Info) ? ExitCode.Findings : ExitCode.Ok, json => Write(json, found));

    // So that nobody takes a look at the text for one at the database.
    static string Looked(Report report, LintRequest request) => request.Ground.Depth == "text" ? "" : report.Target is { } database ? $", with what {database} is" : ", with what the database was";

    bool IsUnderstood(Invocation invocation)
    {
        if (IsLive(invocation) && invocation.Arguments.GetValue(stats) is { Length: > 0 })
        {
            invocation.Refuse("--stats stands for a database that is not asked, and --env or --url asks one.", "Give one of them.");
            return false;
        }
        if (invocation.Arguments.GetValue(fix) && (invocation.Arguments.GetValue(diff) || invocation.Arguments.GetValue(accept)) || invocation.Arguments.GetValue(diff) && invocation.Arguments.GetValue(accept))
        {
            invocation.Refuse("--fix mends, --diff shows what it would mend, --accept keeps what is found: one at a time.", "turnstone lint --diff");
            return false;
        }
        return true;
    }

    bool IsLive(Invocation invocation) => invocation.Arguments.GetValue(target.Environment) is not null || invocation.Arguments.GetValue(target.Url) is not null;

    async Task<LintRequest?> RequestAsync(Invocation invocation, Settings settings, LintOptions options)
    {
        var reference = invocation.Arguments.GetValue(since);
        if (await NamedAsync(invocation, settings) is not { } named)
        {
            return null;
        }
        var changed = reference is null ? null : invocation.Take(await GitChanges.SinceAsync(settings.Root, reference, Name, "Name the files in its place: turnstone lint migrations/*.sql", invocation.Stop));
        var request = reference is not null && changed is null ? null : IsLive(invocation) ? await LiveAsync(invocation, options) : await KeptAsync(invocation, options);
        if (request is null)
        {
            return null;
        }
        var isPending = request.IsAsked;
        if (request.Ground.Schema is not null && !IsLive(invocation) && reference is null && named.Count == 0)
        {
            invocation.Refuse("Which files are not in that schema yet?", "Name them, or what they are since: turnstone lint --stats schema.sql --since origin/main");
            return null;
        }
        bool IsAsked(Migration file) => (named.Count == 0 ? isPending(file) : named.Contains(file.File)) && (changed is null || changed.Contains(file.File));
        return request with
        {
            Named = named,
            IsAsked = IsAsked,
            IsPending = request.IsPending || reference is not null,
            IsApplied = IsLive(invocation) ? request.IsApplied : file => request.Ground.Schema is not null && !IsAsked(file),
        };
    }

    // Of a folder what it has of SQL.
    async Task<HashSet<string>?> NamedAsync(Invocation invocation, Settings settings)
    {
        var named = new HashSet<string>(StringComparer.Ordinal);
        foreach (var typed in invocation.Arguments.GetValue(files) ?? [])
        {
            var path = Path.GetFullPath(typed, invocation.Terminal.Folder).TrimEnd(Path.DirectorySeparatorChar);
            if (!Directory.Exists(path))
            {
                named.Add(MigrationDirectory.Shown(settings.Root, path));
                continue;
            }
            var below = (await new SourceFiles(invocation.Stop).FindAsync([path])).Value?.Where(file => file.EndsWith(".sql", StringComparison.OrdinalIgnoreCase)).ToList() ?? [];
            if (below.Count == 0)
            {
                invocation.Refuse($"{typed} has no .sql file to look at.", "Nothing was looked at.\nCorrect the path; a file that Git ignores is looked at if it is named.");
                return null;
            }
            named.UnionWith(below.Select(file => MigrationDirectory.Shown(settings.Root, file)));
        }
        return named;
    }

    async Task<LintRequest?> LiveAsync(Invocation invocation, LintOptions options)
    {
        if (await invocation.PipelineAsync(target, changesTarget: false) is not { } pipeline || invocation.Take(await pipeline.LintRequestAsync(options, invocation.Stop)) is not { } request)
        {
            return null;
        }
        return invocation.Arguments.GetValue(version) is null ? request : request with { Options = options };
    }

    // What is named is looked at, and all else is known.
    async Task<LintRequest?> KeptAsync(Invocation invocation, LintOptions options)
    {
        var ground = LintGround.None;
        foreach (var file in invocation.Arguments.GetValue(stats) ?? [])
        {
            if (!File.Exists(Path.GetFullPath(file, invocation.Terminal.Folder)))
            {
                invocation.Refuse($"There is no file {file}.", "Nothing was looked at.\nWrite it where the database can be asked: turnstone dump --stats -o stats.json");
                return null;
            }
            if (invocation.Take(ground.With(await File.ReadAllTextAsync(Path.GetFullPath(file, invocation.Terminal.Folder), invocation.Stop), file)) is not { } more)
            {
                return null;
            }
            ground = more;
        }
        return new(ground.Figures is { } figures && invocation.Arguments.GetValue(version) is null ? options with { Version = figures.Version } : options) { Ground = ground };
    }

    string? PathOfBaseline(Invocation invocation, Settings settings) =>
        invocation.Arguments.GetValue(baseline) is { } typed ? Path.GetFullPath(typed, invocation.Terminal.Folder) : settings.Lint.Baseline is { } kept ? Path.GetFullPath(kept, settings.Root) : null;

    async Task<LintRequest?> BaselineAsync(Invocation invocation, Settings settings, LintRequest request)
    {
        if (PathOfBaseline(invocation, settings) is not { } path)
        {
            if (invocation.Arguments.GetValue(accept))
            {
                invocation.Refuse("--accept writes into a baseline, and none is named.", "turnstone lint --baseline lint-baseline.txt --accept");
                return null;
            }
            return request;
        }
        return invocation.Arguments.GetValue(accept) ? request : await BaselineFile.WithAsync(invocation, settings.Root, path, request);
    }

    async Task<ExitCode> AcceptAsync(Invocation invocation, Settings settings, LintReport found)
    {
        var path = PathOfBaseline(invocation, settings)!;
        await File.WriteAllTextAsync(path, LintBaseline.Write(found.Findings), invocation.Stop);
        invocation.Report.Line($"{RunDocument.Count(found.Findings.Length, "finding")} written to {MigrationDirectory.Shown(settings.Root, path)}: {(found.Findings.IsEmpty ? "there is nothing to be silent about" : "they are not told again")}.");
        return invocation.Report.End(json => Write(json, found));
    }

    static ExitCode List(Report report, LintOptions options)
    {
        foreach (var topic in LintRule.All.GroupBy(rule => rule.Topic).OrderBy(group => group.Key))
        {
            report.Line($"{topic.Key.ToString().ToLowerInvariant()}");
            foreach (var rule in topic)
            {
                report.Line($"  {rule.Name,-42} {Level(rule, options)}");
            }
        }
        return report.End(json =>
        {
            Write(json, new([], 0, LintRule.All.Count));
            json.WriteStartArray("list");
            foreach (var rule in LintRule.All)
            {
                json.WriteStartObject();
                json.WriteString("rule", rule.Name);
                json.WriteString("topic", rule.Topic.ToString().ToLowerInvariant());
                json.WriteString("severity", Level(rule, options));
                json.WriteEndObject();
            }
            json.WriteEndArray();
        });
    }

    static string Level(LintRule rule, LintOptions options) => options.IsSilent(rule) ? "off" : (options.Of(rule).Severity ?? rule.Severity).ToString().ToLowerInvariant();

    string? Formatted(Invocation invocation, LintReport found) =>
        FindingFormat.All.FirstOrDefault(one => one.Name == invocation.Arguments.GetValue(format))?.Write(FindingReport.Of(found)).TrimEnd('\n');

    PgVersion? VersionOf(Invocation invocation)
    {
        if (invocation.Arguments.GetValue(version) is not { } typed)
        {
            return PgVersion.V14;
        }
        if (int.TryParse(typed, out var number) && number is >= 14 and <= 18)
        {
            return (PgVersion)number;
        }
        invocation.Refuse($"--pg-version {typed}: PostgreSQL 14 to 18 are known.", "turnstone lint --pg-version 16");
        return null;
    }

    static async Task<string> DiffAsync(Invocation invocation, string root, LintReport found)
    {
        var patch = new StringBuilder();
        foreach (var file in found.Findings.Where(finding => !finding.Fix.IsEmpty).GroupBy(finding => finding.Migration.File))
        {
            var text = await TextAsync(Path.GetFullPath(file.Key, root), invocation.Stop);
            patch.Append(UnifiedDiff.Of(file.Key, text, Mending.Of(text, file).Text));
        }
        return patch.ToString().TrimEnd('\n');
    }

    static async Task<bool> FixAsync(Invocation invocation, string root, LintReport found)
    {
        var hasMended = false;
        foreach (var file in found.Findings.Where(finding => !finding.Fix.IsEmpty).GroupBy(finding => finding.Migration.File))
        {
            var path = Path.GetFullPath(file.Key, root);
            var mending = Mending.Of(await TextAsync(path, invocation.Stop), file);
            await File.WriteAllTextAsync(path, mending.Text, invocation.Stop);
            invocation.Report.Line($"{file.Key}: {RunDocument.Count(mending.Mended.Length, "finding")} mended.");
            hasMended |= mending.Mended.Length > 0;
        }
        return hasMended;
    }

    // With its byte order mark, which goes back to where it was.
    static async Task<string> TextAsync(string path, CancellationToken stop) => Encoding.UTF8.GetString(await File.ReadAllBytesAsync(path, stop));

    static void Write(Utf8JsonWriter json, LintReport found)
    {
        FindingDocument.Write(json, found.Findings.Select(finding => finding.Diagnostic), found.Files);
        json.WriteNumber("rules", found.Rules);
    }
}
