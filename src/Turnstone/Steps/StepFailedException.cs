namespace Turnstone.Steps;

using Turnstone.Diagnostics;
using Turnstone.Plans;
using Turnstone.Sessions;

/// <summary>The server refused a step, or it was cut off.</summary>
/// <param name="statement">The statement that was refused; none where the end of the step was.</param>
/// <param name="error">What the server said; none where the connection was lost or a signal cut the step off.</param>
sealed class StepFailedException(
    PlannedMigration migration, Step step, PlannedStatement? statement, ServerError? error, Exception cause)
    : Exception(cause.Message, cause)
{
    public PlannedMigration Migration => migration;
    public Step Step => step;
    public PlannedStatement? Statement => statement;
    public ServerError? Error => error;

    /// <summary>Whether the connection was lost with it: of a transactional step nobody can say then whether its COMMIT arrived.</summary>
    public bool IsLost { get; init; }

    /// <summary>Whether anything of the step was sent; a step outside a transaction may have failed at being written down.</summary>
    public bool HasBegun { get; set; } = true;

    /// <summary>Whose function refused it, where that was an event trigger's.</summary>
    public EventTrigger? Trigger { get; set; }

    /// <summary>What was being done where that was no statement of the step.</summary>
    public string? About { get; init; }

    /// <summary>The file that has to change, where that is not the step's.</summary>
    public string? AboutFile { get; init; }

    /// <summary>How many there were, this one included.</summary>
    public int Attempts { get; init; } = 1;

    /// <summary>What was lost in those before it, in milliseconds.</summary>
    public long LockWaitMs { get; init; }
}
