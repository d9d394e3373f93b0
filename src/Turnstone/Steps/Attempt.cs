namespace Turnstone.Steps;

using Npgsql;
using Turnstone.Diagnostics;
using Turnstone.Plans;

/// <summary>One going at a step.</summary>
/// <param name="WaitedMs">What was lost in those before it, in milliseconds.</param>
sealed record Attempt(PlannedMigration Migration, SqlStep Step, int Number, long WaitedMs)
{
    /// <summary>What stood in the way of those before it.</summary>
    public ViewsInTheWay? Views { get; init; }

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
            LockWaitMs = WaitedMs,
            About = view is null ? null : $"Making the view {view.Name} again, which stood in the way,",
            AboutFile = view?.File,
        };
    }
}
