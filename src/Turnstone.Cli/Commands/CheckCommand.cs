namespace Turnstone.Cli.Commands;

using System.Text.Json;
using Turnstone.Cli.Rendering;
using Turnstone.Cli.Rendering.Findings;
using Turnstone.Cli.Rendering.Verification;
using Turnstone.Configuration;
using Turnstone.Diagnostics;
using Turnstone.Linting;
using Turnstone.Sql;
using Turnstone.Verification;

/// <summary><c>turnstone check</c></summary>
sealed class CheckCommand : CliCommand
{
    readonly Trial trial = new();

    public CheckCommand() : base("check", "Everything that a pull request is asked: lint, plan and verify in one report; exit 1 unless all is well", "turnstone check --env staging --report check.md") => trial.AddTo(this);

    public override int Rank => 4;

    public override void WriteNothing(Utf8JsonWriter json) => FindingDocument.Write(json, [], 0);

    public override async Task<ExitCode> RunAsync(Invocation invocation)
    {
        var report = invocation.Report;
        if (await invocation.SettingsAsync() is not { } settings || await trial.PrepareAsync(invocation, settings, plan: null) is not { } prepared
            || await LintAsync(invocation, settings, prepared) is not { } lint)
        {
            return report.End();
        }
        if (await trial.RunAsync(invocation, Name, settings, prepared, lint) is not { } seen)
        {
            report.Add(lint.Findings.Select(finding => finding.Diagnostic));
            return report.End(json => FindingDocument.Write(json, lint.Findings.Select(finding => finding.Diagnostic), lint.Files));
        }
        TrialRenderer.Show(report, seen);
        report.Line($"Lint: {RunDocument.Count(lint.Files, "file")}, {lint.Rules} rules: {FindingDocument.Counted(seen.Lint, report.Verbose)}");
        report.Texts = lint.Findings.Select(finding => finding.Migration).DistinctBy(file => file.File).Where(file => file.Text.Whole is not null).ToDictionary(file => file.File, file => file.Text.Whole!);
        report.Add(seen.Lint.Concat(seen.Said));
        var isWell = seen.Verified.Verdict == Verdict.Proved && seen.Lint.All(one => one.Severity == Severity.Info);
        return report.End(isWell ? ExitCode.Ok : ExitCode.Findings, json =>
        {
            FindingDocument.Write(json, seen.Lint, lint.Files);
            TrialDocument.Write(json, seen);
        });
    }

    // What is pending there, with what the database is; or else what is tried.
    static async Task<LintReport?> LintAsync(Invocation invocation, Settings settings, PreparedTrial prepared)
    {
        if (invocation.Take(LintOptionsReader.Read(settings, prepared.Request.Version ?? PgVersion.V14)) is not { } options)
        {
            return null;
        }
        var request = prepared.Pipeline is { } pipeline
            ? invocation.Take(await pipeline.LintRequestAsync(options, invocation.Stop))
            : new LintRequest(options) { IsAsked = VerifyOptions.IsTried(prepared.Request), IsPending = !prepared.Request.Begin.IsNew, Ground = new() { Figures = prepared.Figures } };
        if (request is not null && settings.Lint.Baseline is { } kept)
        {
            request = await BaselineFile.WithAsync(invocation, settings.Root, Path.GetFullPath(kept, settings.Root), request);
        }
        var found = request is null ? null : invocation.Take(await Pipeline.LintAsync(settings, request, invocation.Stop));
        foreach (var secret in found?.Findings.SelectMany(finding => finding.Hidden) ?? [])
        {
            invocation.Masking.Add(secret);
        }
        return found;
    }
}
