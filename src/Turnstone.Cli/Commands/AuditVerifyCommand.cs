namespace Turnstone.Cli.Commands;

using System.CommandLine;
using Turnstone.Diagnostics;
using Turnstone.Ledger;

/// <summary><c>turnstone audit verify</c></summary>
sealed class AuditVerifyCommand : CliCommand
{
    readonly TargetOptions target = new();
    readonly Option<string?> head = new("--head") { Description = "A head that an earlier run printed and that was kept elsewhere" };

    public AuditVerifyCommand() : base("verify", "Recompute the ledger's chain; exit 7 where it does not add up", "turnstone audit verify --env prod --head 5f0c…")
    {
        target.AddTo(this);
        Add(head);
    }

    public override string PartOf => "audit";

    public override async Task<ExitCode> RunAsync(Invocation invocation)
    {
        var report = invocation.Report;
        var anchor = invocation.Arguments.GetValue(head);
        if (anchor is not null && !(anchor.Length == 64 && anchor.All(char.IsAsciiHexDigitLower)))
        {
            return report.Fail(FailureKind.Refused, Diagnostic.Error("usage", $"--head {anchor}: not a head.", help: "Give the 64 digits that an earlier 'turnstone audit verify' printed."));
        }
        if (await invocation.PipelineAsync(target, changesTarget: false) is not { } pipeline)
        {
            return report.End();
        }
        var entries = await pipeline.EntriesAsync(invocation.Stop);
        var troubles = new ChainVerifier(anchor).Verify(entries);
        report.Add(troubles);
        report.Add(await pipeline.LedgerTroublesAsync(invocation.Stop));
        var newest = entries.Count > 0 ? entries[^1].Hash : null;
        if (!report.HasErrors)
        {
            report.Line($"{report.Project} on {report.Target}: {entries.Count} rows add up.");
            report.Line(newest is null ? "The ledger is empty." : $"head {newest}");
            if (anchor is null)
            {
                report.Line("Tail and whole-chain replacement not covered: keep a head elsewhere and give it with --head next time.");
            }
        }
        return report.End(report.HasErrors ? FailureKind.Broken : null, json =>
        {
            json.WriteNumber("rows", entries.Count);
            json.WriteString("head", newest);
            json.WriteBoolean("anchored", anchor is not null);
        });
    }
}
