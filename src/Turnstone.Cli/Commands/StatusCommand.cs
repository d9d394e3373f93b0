namespace Turnstone.Cli.Commands;

using System.Globalization;
using System.Text.Json;
using Turnstone.Cli.Rendering;
using Turnstone.Planning;

/// <summary><c>turnstone status</c></summary>
sealed class StatusCommand : CliCommand
{
    readonly TargetOptions target = new();

    public StatusCommand() : base("status", "What is applied, pending, half-way, undone, held, changed, missing", "turnstone status --env staging") => target.AddTo(this);

    public override int Rank => 3;

    public override void WriteNothing(Utf8JsonWriter json)
    {
        json.WriteStartArray("migrations");
        json.WriteEndArray();
    }

    public override async Task<ExitCode> RunAsync(Invocation invocation)
    {
        var report = invocation.Report;
        if (await invocation.PipelineAsync(target, changesTarget: false) is not { } pipeline
            || invocation.Take(await pipeline.StatusAsync(invocation.Stop)) is not { } standing)
        {
            return report.End();
        }
        report.Line($"{report.Project} on {report.Target}{(standing.HasLedger ? "" : ": nothing was ever applied")}");
        if (!standing.Statuses.IsEmpty)
        {
            TextTable.Write(report, ["version", "description", "state", "applied", "took"], standing.Statuses.Select(Row));
        }
        report.Line(Summary(standing));
        if (standing.Running is { } run)
        {
            report.Line($"A run is at work: {run}.");
        }
        foreach (var status in standing.Statuses.Where(status => status.State == MigrationState.HalfWay))
        {
            if (status.Recorded!.Undoing is { } undoing)
            {
                report.Line($"{status.Name} is half undone: {undoing.Steps.Count(step => step.State == Ledger.StepState.Done)} of {undoing.Of} steps of its undo are done. Next: turnstone undo --steps 1");
                continue;
            }
            if (standing.Running is not null)
            {
                report.Line($"{status.Name} is half-way: {status.Recorded.Steps.Count(step => step.State == Ledger.StepState.Done)} of {status.Recorded.Of} steps are done. Next: wait for the run.");
                continue;
            }
            var open = status.Recorded.Open;
            report.Line($"{status.Name} stopped {(open is null ? $"after step {status.Recorded.Steps.Count(step => step.State == Ledger.StepState.Done)}" : $"in step {open.Ordinal}")} of {status.Recorded.Of}"
                + $"{(open?.Error is { } error ? $": {error}" : "")}. Next: turnstone apply{(open is null ? "" : ", which finds out what became of it")}");
        }
        return report.End(json => WriteMigrations(json, standing));
    }

    static string[] Row(MigrationStatus status) =>
    [
        status.Version is null ? "R" : status.Name,
        status.Description,
        Word(status.State).Replace('_', ' '),
        Finished(status) is { } recorded ? recorded.At.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture) : "",
        Finished(status) is { } done ? done.IsBaselined ? "baseline" : RunRenderer.Milliseconds(done.ExecutionMs) : "",
    ];

    static Ledger.RecordedMigration? Finished(MigrationStatus status) => status.Recorded is { IsComplete: true } recorded ? recorded : null;

    static string Summary(Standing standing) =>
        standing.Statuses.IsEmpty
            ? "There are no migrations yet: turnstone new <description>"
            : string.Join(", ", standing.Statuses.GroupBy(status => status.State).OrderBy(group => group.Key)
                .Select(group => $"{group.Count()} {Word(group.Key).Replace('_', ' ')}"));

    static string Word<T>(T state) where T : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(state.ToString());

    static void WriteMigrations(Utf8JsonWriter json, Standing standing)
    {
        json.WriteStartArray("migrations");
        foreach (var status in standing.Statuses)
        {
            json.WriteStartObject();
            json.WriteString("version", status.Version?.Text);
            json.WriteString("description", status.Description);
            json.WriteString("kind", Word(status.Kind));
            json.WriteString("state", Word(status.State));
            if (Finished(status) is { } recorded)
            {
                json.WriteString("applied_at", recorded.At.UtcDateTime);
                json.WriteNumber("execution_ms", recorded.ExecutionMs);
            }
            json.WriteString("checksum", status.File?.Checksum.Text ?? status.Recorded?.Checksum);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }
}
