namespace Turnstone.Cli.Rendering;

using System.Diagnostics;
using System.Globalization;
using Turnstone.Configuration;
using Turnstone.Plans;
using Turnstone.Sessions;
using Turnstone.Sql;
using Turnstone.Steps;

/// <summary>Shows a run's events as lines, as they come, and what changes from moment to moment as a bar.</summary>
sealed class RunRenderer(Report report)
{
    // Without a terminal there is no bar: of what takes long a line now and then says that it goes on.
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    static readonly TimeSpan Telling = TimeSpan.FromSeconds(1);

    (int Pid, string? Application, string? Phase) run;
    (string Migration, int Ordinal) step;
    string? inTheWay;
    (string Phase, TimeSpan At) told;
    bool isBuilding, hasAskedForRights;

    public void Show(RunEvent happened)
    {
        switch (happened)
        {
            case RunEvent.WaitingForRun waiting:
                Show(waiting.Holder);
                break;
            case RunEvent.StepProgress progress:
                report.Bar(ProgressBar.Of(progress));
                break;
            case RunEvent.StepWorking working:
                Show(working);
                break;
            case RunEvent.StepWaiting waiting:
                Show(waiting);
                break;
            case RunEvent.StepRetried retried:
                Show(retried);
                break;
            default:
                if (Text(happened) is { } line)
                {
                    report.Progress(line);
                }
                break;
        }
    }

    string? Text(RunEvent happened) => happened switch
    {
        RunEvent.Connecting { Retry: var retry } =>
            $"waiting for {retry.Address}: {retry.Reason} ({Seconds(retry.Waited)} of {Seconds(retry.Deadline)})",
        RunEvent.Started started => report.Verbose ? $"run {started.RunId}" : null,
        RunEvent.MigrationStarted => null,
        RunEvent.StepStarted { Step: SqlStep { Transaction: false } alone, Migration: var migration } =>
            $"  {migration.Name}  step {alone.Ordinal} of {migration.Of}: {alone.Verb}, outside a transaction",
        RunEvent.StepStarted => null,
        RunEvent.StepRecovered recovered => $"{Step(recovered.Migration, recovered.Step)}: {recovered.What}",
        RunEvent.StepCancelled cancelled => $"{Step(cancelled.Migration, cancelled.Step)} {cancelled.Why}: cancelled",
        RunEvent.StatementFinished { Result: var took } finished => report.Verbose ? $"    {finished.Step.File ?? finished.Migration.File}:{took.Line}  {Took(took)}" : null,
        RunEvent.Reconnected reconnected => $"connected again after {Seconds(reconnected.After)}, with the run's lock",
        RunEvent.ViewsReplaced replaced =>
            $"{Step(replaced.Migration, replaced.Step)}: {string.Join(", ", replaced.Views.Select(view => view.Replace("\"", "", StringComparison.Ordinal)))} in the way; dropped and made again with it",
        RunEvent.ServerSaid said => report.Verbose || said.Severity != "NOTICE" ? $"  {said.Severity}: {said.Message}" : null,
        RunEvent.LeftBehind left => $"  {left.Migration.Name}  left in its session: {string.Join(", ", left.What)}",
        RunEvent.StepFinished => null,
        RunEvent.MigrationFinished finished =>
            $"  {finished.Migration.Name}{(finished.Migration.Version is null ? "" : $"  {finished.Migration.Description}")}  {Milliseconds(finished.ExecutionMs)}",
        RunEvent.StopRequested { Grace.Ticks: 0 } stop => $"{stop.Signal}: no new step begins; the running one is cut off.",
        RunEvent.StopRequested stop => $"{stop.Signal}: no new step begins; the running one has {Seconds(stop.Grace)}. Again to cut it off.",
        _ => throw new UnreachableException($"no such event: {happened.GetType()}"),
    };

    void Show(LockHolder holder)
    {
        var now = (holder.Pid, holder.Application, report.Width is null ? holder.Progress?.Phase : null);
        var line = $"waiting for another run: {holder}";
        if (now == run)
        {
            report.Bar(line);
            return;
        }
        run = now;
        var parts = line.Replace("), user ", ")\n      user ", StringComparison.Ordinal).Replace("; it runs ", "\n      it runs ", StringComparison.Ordinal).Split('\n');
        foreach (var part in report.Width < line.Length ? parts : [line])
        {
            report.Progress(Fitting(part));
        }
    }

    // Who is in the way stays on the screen, how long that lasts does not.
    void Show(RunEvent.StepWaiting waiting)
    {
        Enter(waiting.Migration, waiting.Step);
        // It has only begun to: how long is told where it says something.
        var time = waiting.Wait.Waited < Telling ? "" : $" {Duration.Say(waiting.Wait.Waited)}";
        var line = $"{Step(waiting.Migration, waiting.Step)} waits{time} for {waiting.Wait.Wanted}";
        if (!waiting.Wait.Blockers.IsEmpty && IsNew(waiting.Wait.Blockers))
        {
            Name($"{line}{Of(waiting.Wait)}", waiting.Wait.Blockers);
        }
        else if (!isBuilding)
        {
            report.Bar(waiting.Wait.Blockers is [var first, ..] ? $"{line}{Of(waiting.Wait)} {first}" : line);
        }
    }

    // Tried again many times against the same blocker, each going is one line.
    void Show(RunEvent.StepRetried retried)
    {
        Enter(retried.Migration, retried.Step);
        report.Progress($"{Step(retried.Migration, retried.Step)}, attempt {retried.Attempt}: {retried.Error.Message}; again in {Seconds(retried.Pause)}");
        if (!retried.Blockers.IsDefaultOrEmpty && IsNew(retried.Blockers))
        {
            Name(retried.Blockers);
        }
    }

    void Show(RunEvent.StepWorking working)
    {
        Enter(working.Migration, working.Step);
        isBuilding = true;
        if (working.Progress.WaitsFor is { } blocker && IsNew([blocker]))
        {
            Name($"{Step(working.Migration, working.Step)} {working.Progress.Phase}, those of", [blocker]);
        }
        report.Bar(ProgressBar.Of(working));
        if (report.Width is null && working.Elapsed - told.At >= Patience && working.Progress.Phase != told.Phase)
        {
            told = (working.Progress.Phase, working.Elapsed);
            report.Progress($"{Step(working.Migration, working.Step)}, {ProgressBar.Time(working.Elapsed)}: {working.Progress.Phase}");
        }
    }

    void Enter(PlannedMigration migration, Step now)
    {
        if (step != (migration.Name, now.Ordinal))
        {
            (step, inTheWay, told, isBuilding) = ((migration.Name, now.Ordinal), null, default, false);
        }
    }

    bool IsNew(IEnumerable<Blocker> blockers)
    {
        var before = inTheWay;
        inTheWay = string.Join(' ', blockers.Select(one => $"{one.Pid}{one.Prepared}"));
        return inTheWay != before;
    }

    void Name(IReadOnlyList<Blocker> blockers)
    {
        foreach (var blocker in blockers)
        {
            report.Progress(Fitting($"      {blocker}"));
        }
        AskForRights(blockers);
    }

    // On one line where it fits, as a log wants it; on a narrow terminal each of them gets its own.
    void Name(string line, IReadOnlyList<Blocker> blockers)
    {
        var whole = $"{line} {string.Join("; ", blockers)}";
        if (report.Width is not { } width || whole.Length <= width)
        {
            report.Progress(whole);
            AskForRights(blockers);
            return;
        }
        report.Progress(Fitting(line));
        Name(blockers);
    }

    void AskForRights(IEnumerable<Blocker> blockers)
    {
        if (!hasAskedForRights && report.Target is { } target && blockers.Any(one => one is { Kind: "client backend", Query: null, State: null }))
        {
            hasAskedForRights = true;
            report.Progress($"  what others do is hidden from this role: GRANT pg_read_all_stats TO {new Identifier(target.Username)}");
        }
    }

    string Fitting(string line) => report.Width is { } width ? Report.Cut(line, width) : line;

    static string Step(PlannedMigration migration, Step step) => $"  {migration.Name}  step {step.Ordinal}";

    // Older transactions are not held by somebody, they are somebody's.
    static string Of(LockWait wait) => wait.Wanted == wait.Object ? " of" : ", held by";

    static string Took(StatementResult took)
    {
        string?[] parts =
        [
            took.ExecutionMs is { } spent ? Milliseconds(spent) : null,
            took.LockWaitMs > 0 ? $"{Milliseconds(took.LockWaitMs)} of it waiting for locks" : null,
            took.Rows is { } rows ? rows == 1 ? "1 row" : string.Create(CultureInfo.InvariantCulture, $"{rows:#,0} rows") : null,
        ];
        return $"{took.Verb}  {string.Join(", ", parts.OfType<string>())}";
    }

    public static string Milliseconds(long milliseconds) => milliseconds < 10_000
        ? string.Create(CultureInfo.InvariantCulture, $"{milliseconds} ms")
        : Seconds(TimeSpan.FromMilliseconds(milliseconds));

    static string Seconds(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.#} s");
}
