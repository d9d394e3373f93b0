namespace Turnstone.Steps;

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

    /// <summary>A step met a lock or a deadlock and is tried again.</summary>
    public sealed record StepRetried(PlannedMigration Migration, Step Step, int Attempt, ServerError Error, TimeSpan Pause) : RunEvent;

    /// <summary>Views of repeatables stand in a step's way: it is done again with them dropped before and made again behind.</summary>
    public sealed record ViewsReplaced(PlannedMigration Migration, Step Step, IReadOnlyList<string> Views) : RunEvent;

    /// <summary>The server said something while a step ran: <c>RAISE NOTICE</c>, a warning.</summary>
    public sealed record ServerSaid(string Severity, string Message) : RunEvent;

    /// <summary>A migration left something in its session that does not go away by itself: a temporary table, a LISTEN.</summary>
    public sealed record LeftBehind(PlannedMigration Migration, IReadOnlyList<string> What) : RunEvent;

    public sealed record StepFinished(PlannedMigration Migration, Step Step, StepResult Result) : RunEvent;

    public sealed record MigrationFinished(PlannedMigration Migration, long ExecutionMs) : RunEvent;

    public sealed record StopRequested(string Signal, TimeSpan Grace) : RunEvent;
}
