namespace Turnstone.Steps;

using System.Collections.Immutable;
using Turnstone.Diagnostics;
using Turnstone.Plans;
using Turnstone.Sessions;

/// <summary>Something that a run did or met, in the order it happened: the one source of terminal, event stream and record.</summary>
public abstract record RunEvent
{
    RunEvent()
    {
    }

    /// <summary>The server could not be reached; it is tried again.</summary>
    public sealed record Connecting(ConnectionRetry Retry) : RunEvent;

    /// <summary>Another run holds the lock.</summary>
    public sealed record WaitingForRun(LockHolder Holder) : RunEvent;

    public sealed record Started(Guid RunId, int Migrations, int Steps) : RunEvent;

    public sealed record MigrationStarted(PlannedMigration Migration) : RunEvent;

    public sealed record StepStarted(PlannedMigration Migration, Step Step) : RunEvent;

    /// <summary>How far a long step is; said now and then.</summary>
    /// <param name="Sent">Of its texts and rows, in bytes.</param>
    /// <param name="Length">Of all of them, in bytes.</param>
    /// <param name="Elapsed">Since the first of them.</param>
    public sealed record StepProgress(PlannedMigration Migration, Step Step, long Sent, long Length, TimeSpan Elapsed) : RunEvent;

    /// <summary>How far the server is with a long statement; said now and then.</summary>
    public sealed record StepWorking(PlannedMigration Migration, Step Step, ServerProgress Progress, TimeSpan Elapsed) : RunEvent;

    /// <summary>A step waits for a lock; said when it begins, when what blocks it is another, and now and then.</summary>
    public sealed record StepWaiting(PlannedMigration Migration, Step Step, LockWait Wait) : RunEvent;

    /// <summary>A step met a lock or a deadlock and is tried again.</summary>
    /// <param name="Blockers">What it waited for last.</param>
    public sealed record StepRetried(PlannedMigration Migration, Step Step, int Attempt, ServerError Error, TimeSpan Pause, ImmutableArray<Blocker> Blockers) : RunEvent;

    /// <summary>What an earlier going at a step left was found, and what was done about it.</summary>
    /// <param name="What">In words: <c>index "i" is invalid: dropped</c>.</param>
    public sealed record StepRecovered(PlannedMigration Migration, Step Step, string What) : RunEvent;

    /// <summary>One statement of a step that was sent by itself is through.</summary>
    public sealed record StatementFinished(PlannedMigration Migration, Step Step, StatementResult Result) : RunEvent;

    /// <summary>A bound that nobody can switch off ended what the server was doing: it waited, held or stood still for too long.</summary>
    public sealed record StepCancelled(PlannedMigration Migration, Step Step, string Why) : RunEvent;

    /// <summary>The connection was lost and there is a new one, which holds the run's lock.</summary>
    public sealed record Reconnected(TimeSpan After) : RunEvent;

    /// <summary>Views of repeatables stand in a step's way: it is done again with them dropped before and made again behind.</summary>
    public sealed record ViewsReplaced(PlannedMigration Migration, Step Step, IReadOnlyList<string> Views) : RunEvent;

    /// <summary>The server said something while a step ran: <c>RAISE NOTICE</c>, a warning.</summary>
    public sealed record ServerSaid(string Severity, string Message) : RunEvent;

    /// <summary>A migration left something in its session that does not go away by itself: a temporary table, a LISTEN.</summary>
    public sealed record LeftBehind(PlannedMigration Migration, IReadOnlyList<string> What) : RunEvent;

    public sealed record StepFinished(PlannedMigration Migration, Step Step, StepResult Result) : RunEvent;

    public sealed record MigrationFinished(PlannedMigration Migration, long ExecutionMs) : RunEvent;

    /// <summary>A signal came: the first one, or a second one that leaves no time.</summary>
    /// <param name="Grace">What the running step may still take.</param>
    public sealed record StopRequested(string Signal, TimeSpan Grace) : RunEvent;
}
