namespace Turnstone.Cli.Rendering;

using System.Globalization;
using Turnstone.Plans;
using Turnstone.Steps;

/// <summary>Shows a run's events as lines, as they come.</summary>
sealed class RunRenderer(Report report)
{
    public void Show(RunEvent happened)
    {
        if (happened is RunEvent.StepProgress progress)
        {
            report.Bar(ProgressBar.Of(progress));
        }
        else if (Text(happened) is { } line)
        {
            report.Progress(line);
        }
    }

    string? Text(RunEvent happened) => happened switch
    {
        RunEvent.Connecting { Retry: var retry } =>
            $"waiting for {retry.Address}: {retry.Reason} ({Seconds(retry.Waited)} of {Seconds(retry.Deadline)})",
        RunEvent.WaitingForRun { Holder: var holder } => $"waiting for another run: {holder}",
        RunEvent.Started started when report.Verbose => $"run {started.RunId}",
        RunEvent.StepStarted { Step: SqlStep { Transaction: false } step, Migration: var migration } =>
            $"  {migration.Name}  step {step.Ordinal} of {migration.Of}: {step.Verb}, outside a transaction",
        RunEvent.StepRetried retried =>
            $"  {retried.Migration.Name}  step {retried.Step.Ordinal}, attempt {retried.Attempt}: {retried.Error.Message}; again in {Seconds(retried.Pause)}",
        RunEvent.ViewsReplaced replaced =>
            $"  {replaced.Migration.Name}  step {replaced.Step.Ordinal}: {string.Join(", ", replaced.Views.Select(view => view.Replace("\"", "", StringComparison.Ordinal)))} in the way; dropped and made again with it",
        RunEvent.ServerSaid said when report.Verbose || said.Severity != "NOTICE" => $"  {said.Severity}: {said.Message}",
        RunEvent.LeftBehind left => $"  {left.Migration.Name}  left in its session: {string.Join(", ", left.What)}",
        RunEvent.MigrationFinished finished =>
            $"  {finished.Migration.Name}{(finished.Migration.Version is null ? "" : $"  {finished.Migration.Description}")}  {Milliseconds(finished.ExecutionMs)}",
        RunEvent.StopRequested stop => $"{stop.Signal}: no new step begins; the running one has {Seconds(stop.Grace)}. Again to cut it off.",
        _ => null,
    };

    public static string Milliseconds(long milliseconds) => milliseconds < 10_000
        ? string.Create(CultureInfo.InvariantCulture, $"{milliseconds} ms")
        : Seconds(TimeSpan.FromMilliseconds(milliseconds));

    static string Seconds(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.#} s");
}
