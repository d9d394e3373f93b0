namespace Turnstone.Steps;

using Npgsql;
using Turnstone.Diagnostics;
using Turnstone.Plans;

/// <summary>One going at a step.</summary>
/// <param name="WaitedMs">What was lost in those before it, in milliseconds.</param>
/// <param name="LockTimeoutMs">How long it may wait for locks, in milliseconds; 0 is without limit.</param>
sealed record Attempt(PlannedMigration Migration, SqlStep Step, int Number, long WaitedMs, long LockTimeoutMs)
{
    /// <summary>What stood in the way of those before it.</summary>
    public ViewsInTheWay? Views { get; init; }

    /// <summary>Who looks at it meanwhile; nobody looks at what travels with others.</summary>
    public Watching? Watching { get; init; }

    /// <summary>What its statements took so far.</summary>
    public List<StatementResult> Statements { get; init; } = [];

    /// <summary>Waiting for locks in this attempt and what was lost in those before it, in milliseconds.</summary>
    public long LockWaitMs => WaitedMs + (long)(Watching?.Waited.TotalMilliseconds ?? 0);

    /// <summary>What is left of the time that it may wait for locks, in milliseconds; 0 is without limit.</summary>
    public long LockTimeoutLeftMs => LockTimeoutMs == 0 ? 0 : Math.Max(1, LockTimeoutMs - (long)(Watching?.Charged.TotalMilliseconds ?? 0));

    /// <summary>Nothing went wrong, but what the step was to find is not there.</summary>
    /// <param name="statement">The assert; none where it is the step's tests.</param>
    /// <param name="finding">What is said of it, as a sentence without its end.</param>
    public StepFailedException Refuted(PlannedStatement? statement, string finding) =>
        new(Migration, Step, statement, new(PostgresErrorCodes.AssertFailure, finding, null, 0), new InvalidOperationException(finding))
        {
            Attempts = Number,
            LockWaitMs = LockWaitMs,
            Finding = finding,
        };

    /// <param name="statement">The one that was refused; none where the end of the step was.</param>
    /// <param name="view">The one that could not be made again.</param>
    public StepFailedException Failed(PlannedStatement? statement, Exception cause, bool isLost, ReplaceableView? view = null)
    {
        var error = cause is PostgresException refused
            ? new ServerError(refused.SqlState, refused.MessageText, refused.Hint, refused.Position)
            {
                Detail = refused.SqlState is PostgresErrorCodes.DependentObjectsStillExist or PostgresErrorCodes.FeatureNotSupported ? refused.Detail : null,
                Places = [.. PlpgsqlPlace.Read(refused.Where)],
                Row = CopyPlace.Row(refused.Where),
            }
            : null;
        return new(Migration, Step, statement, error, cause)
        {
            IsLost = isLost,
            Attempts = Number,
            LockWaitMs = LockWaitMs,
            Overstep = error?.SqlState == PostgresErrorCodes.QueryCanceled ? Watching?.Overstep : null,
            Blockers = Watching?.Blockers ?? [],
            About = view is null ? null : $"Making the view {view.Name} again, which stood in the way,",
            AboutFile = view?.File,
        };
    }
}
