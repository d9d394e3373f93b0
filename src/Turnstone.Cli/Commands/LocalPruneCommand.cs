namespace Turnstone.Cli.Commands;

using System.CommandLine;
using Turnstone.Configuration;
using Turnstone.Diagnostics;
using Turnstone.Servers;

/// <summary><c>turnstone local prune</c></summary>
sealed class LocalPruneCommand : CliCommand
{
    readonly Option<string> maxSize = new("--max-size") { Description = "What may stay (2GB)", DefaultValueFactory = _ => "2GB" };

    public LocalPruneCommand() : base("prune", "Delete downloads, templates and servers of folders that are gone", "turnstone local prune --max-size 500MB") => Add(maxSize);

    public override string PartOf => "local";

    public override async Task<ExitCode> RunAsync(Invocation invocation)
    {
        var written = invocation.Arguments.GetValue(maxSize)!;
        if (!ByteSize.TryRead(written, out var bytes))
        {
            return invocation.Report.Fail(FailureKind.Refused, Diagnostic.Error("usage", $"--max-size {written}: not a size.", help: "Write 500MB or 2GB."));
        }
        var pruned = await new CachePruner(ServerCache.Default, invocation.Time).PruneAsync(bytes, invocation.Stop);
        foreach (var (path, size) in pruned.Removed)
        {
            invocation.Report.Line($"removed {path} ({size / (1024 * 1024)} MB)");
        }
        invocation.Report.Line($"{pruned.RemainingBytes / (1024 * 1024)} MB stay.");
        return invocation.Report.End(json =>
        {
            json.WriteNumber("removed", pruned.Removed.Count);
            json.WriteNumber("remaining_bytes", pruned.RemainingBytes);
        });
    }
}
