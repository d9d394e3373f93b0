namespace Turnstone.Steps;

using Npgsql;
using Turnstone.Sessions;

/// <summary>Who refused a statement, where that was no rule of the server's.</summary>
sealed partial class StepExecutor
{
    /// <summary>The event trigger that refused a step; none where none did, or where it cannot be asked any more.</summary>
    public async Task<EventTrigger?> FindEventTriggerAsync(StepFailedException failed)
    {
        if (failed.Error is not { Places.IsEmpty: false } error || session.IsLost)
        {
            return null;
        }
        try
        {
            await session.RollbackAsync();
            return await EventTrigger.FindAsync(session, error, CancellationToken.None);
        }
        catch (NpgsqlException)
        {
            // What the server said first is what is told.
            return null;
        }
    }
}
