namespace Turnstone.Cli;

using System.Collections.Immutable;
using System.CommandLine;
using System.Text.Json;
using Turnstone.Cli.Rendering;
using Turnstone.Cli.Rendering.Verification;
using Turnstone.Configuration;
using Turnstone.Configuration.Secrets;
using Turnstone.Linting;
using Turnstone.Linting.Trace;
using Turnstone.Plans;
using Turnstone.Signing;
using Turnstone.Sql;
using Turnstone.Verification;

/// <summary>The trying of a plan on a shadow, and what is written of it: the part that <c>verify</c> and <c>check</c> share.</summary>
sealed class Trial
{
    readonly VerifyOptions what = new();
    readonly Option<string[]> reports = new("--report") { Description = $"Write a report to this file, by its name: {string.Join(", ", TrialFormat.All.Select(one => one.Extension))}" };
    readonly Option<string?> output = new("--output", "-o") { Description = "Write the evidence to this file, signed (DSSE)" };
    readonly Option<string?> key = new("--key") { Description = "Who signs the evidence: a key of 'turnstone keys', a file, or where it is found" };
    readonly PassphraseOption passphrase = new();

    public void AddTo(Command command)
    {
        what.AddTo(command);
        command.Add(reports);
        command.Add(output);
        command.Add(key);
        passphrase.AddTo(command);
    }

    /// <summary>Finds out what is to be tried; none once it is said what is wrong.</summary>
    /// <param name="plan">The plan that it is about; none for everything that is not there yet.</param>
    public async Task<PreparedTrial?> PrepareAsync(Invocation invocation, Settings settings, Plan? plan)
    {
        var stats = IsUnderstood(invocation) ? await what.StatsAsync(invocation) : null;
        if (invocation.Report.HasErrors || await what.ReadAsync(invocation, settings, plan, stats?.Like) is not { } request)
        {
            return null;
        }
        (invocation.Report.Project, invocation.Report.Folds) = (settings.Project, true);
        var signer = await SignerAsync(invocation, settings);
        var pipeline = what.IsTargeted(invocation, plan) ? await what.PipelineAsync(invocation, settings) : null;
        return invocation.Report.HasErrors ? null : new(request, pipeline, signer, stats?.Figures);
    }

    /// <summary>Tries it; none once it is said what is wrong.</summary>
    /// <param name="verb">Who asks.</param>
    /// <param name="lint">What the linter found already; none where it is to be asked.</param>
    public async Task<TrialReport?> RunAsync(Invocation invocation, string verb, Settings settings, PreparedTrial prepared, LintReport? lint)
    {
        var report = invocation.Report;
        var (request, pipeline, signer, _) = prepared;
        using var signing = signer;
        var surroundings = invocation.SurroundingsFor(_ => { });
        var verified = invocation.Take(pipeline is not null
            ? await pipeline.VerifyAsync(request, invocation.Stop)
            : await Pipeline.VerifyAsync(settings, [.. what.Contexts(invocation)], surroundings, request, invocation.Stop));
        if (verified is null)
        {
            return null;
        }
        var requiresUndo = report.Target?.Environment is { } name && settings.Environments[name].Require is { Undo: true };
        var trial = new TrialReport(verb, $"{settings.Project} {(pipeline is not null ? $"on {report.Target}" : request.Begin.IsNew ? $"on {Stand.New.Name}" : $"behind {request.Begin.Name}")}", verified,
            await ConfirmedAsync(invocation, settings, verified, lint), [.. Refutations.Of(verified, requiresUndo).OrderByDescending(one => one.Severity)]);
        if (lint is not null)
        {
            var confirmed = trial.Findings.ToDictionary(one => one.Finding, one => one.Diagnostic);
            trial = trial with { Linted = $"{RunDocument.Count(lint.Files, "file")} looked at by {lint.Rules} rules", Lint = [.. lint.Findings.Select(finding => confirmed.GetValueOrDefault(finding) ?? finding.Diagnostic)] };
        }
        await WriteAsync(invocation, trial, signer);
        return trial;
    }

    bool IsUnderstood(Invocation invocation)
    {
        foreach (var file in invocation.Arguments.GetValue(reports) ?? [])
        {
            if (TrialFormat.Of(file) is { } format)
            {
                WrittenFile.IsFree(invocation, "--report", file, "report of Turnstone's", begin => WrittenFile.Has(begin, format.Mark));
            }
            else
            {
                invocation.Refuse($"--report {file}: its name does not say what it is to be.", $"It ends in one of {string.Join(", ", TrialFormat.All.Select(one => one.Extension))}.");
            }
        }
        if (invocation.Arguments.GetValue(output) is null != invocation.Arguments.GetValue(key) is null)
        {
            invocation.Refuse("Evidence that leaves this process has to be signed: --output and --key belong together.", "turnstone keys new ci\nturnstone verify plan.json -o evidence.dsse.json --key ci");
        }
        else if (invocation.Arguments.GetValue(output) is { } evidence)
        {
            if ((invocation.Arguments.GetValue(reports) ?? []).FirstOrDefault(file => Path.GetFullPath(file, invocation.Terminal.Folder) == Path.GetFullPath(evidence, invocation.Terminal.Folder)) is { } same)
            {
                invocation.Refuse($"--report {same}: the evidence goes there already.", "Nothing was done.\nGive them two names: --report report.json -o evidence.dsse.json");
            }
            WrittenFile.IsFree(invocation, "--output", evidence, "evidence", begin => WrittenFile.Has(begin, "\"payloadType\""));
        }
        return !invocation.Report.HasErrors;
    }

    // Whoever signs is there before anything is tried.
    async Task<SigningKey?> SignerAsync(Invocation invocation, Settings settings)
    {
        if (invocation.Arguments.GetValue(key) is not { } name)
        {
            return null;
        }
        var secret = await passphrase.ReadAsync(invocation, settings.Root);
        var reader = new SigningKeyReader(new SecretSources(invocation.Terminal.Environment), KeyFolder.Default(invocation.Terminal.Environment));
        return invocation.Report.HasErrors ? null : invocation.Take(await reader.ReadAsync(name, secret, settings.Root, invocation.Stop));
    }

    static async Task<ImmutableArray<ConfirmedFinding>> ConfirmedAsync(Invocation invocation, Settings settings, VerifiedPlan verified, LintReport? lint)
    {
        if (verified.Evidence is not { } seen || verified.Plan.IsEmpty)
        {
            return [];
        }
        var planned = verified.Plan.Migrations.Select(migration => migration.File).ToHashSet(StringComparer.Ordinal);
        if (lint is null && LintOptionsReader.Read(settings, (PgVersion)verified.Plan.ServerVersion).Value is { } options)
        {
            lint = (await Pipeline.LintAsync(settings, new(options) { IsAsked = file => planned.Contains(file.File) }, invocation.Stop)).Value;
        }
        return [.. (lint?.Findings ?? []).Where(finding => finding.Rule?.Claim is not null).Select(finding => ConfirmedFinding.Of(finding, seen.Trace))];
    }

    async Task WriteAsync(Invocation invocation, TrialReport trial, SigningKey? signer)
    {
        foreach (var file in invocation.Arguments.GetValue(reports) ?? [])
        {
            await File.WriteAllTextAsync(Path.GetFullPath(file, invocation.Terminal.Folder), invocation.Masking.Mask(TrialFormat.Of(file)!.Write(trial)), invocation.Stop);
            invocation.Report.Progress($"wrote {file}");
        }
        if (signer is not null && invocation.Arguments.GetValue(output) is { } evidence)
        {
            await SignAsync(invocation, trial, signer, evidence);
        }
    }

    static async Task SignAsync(Invocation invocation, TrialReport trial, SigningKey signer, string file)
    {
        using var predicate = JsonDocument.Parse(new MaskedJson(invocation.Masking, indented: false).Write(json => EvidenceDocument.Write(json, trial.Verified), showsSecrets: false));
        var statement = new InTotoStatement([new InTotoSubject("plan.json", PlanFile.Digest(trial.Plan))], EvidenceDocument.PredicateType, predicate.RootElement);
        await File.WriteAllBytesAsync(Path.GetFullPath(file, invocation.Terminal.Folder), EnvelopeFile.Write(Envelope.Of(statement).SignedBy(signer)), invocation.Stop);
        invocation.Report.Progress($"wrote {file}, signed with key {signer.Public.Id[..12]}…");
    }
}
