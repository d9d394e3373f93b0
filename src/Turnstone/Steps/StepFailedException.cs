namespace Turnstone.Steps;

using System.Collections.Immutable;
using Turnstone.Diagnostics;
using Turnstone.Plans;
using Turnstone.Sessions;

/// <summary>The server refused a step, or it was cut off.</summary>
/// <param name="statement">The statement that was refused; none where the end of the step was.</param>
/// <param name="error">What the server said; none where the connection was lost or a signal cut the step off.</param>
sealed class StepFailedException(
    PlannedMigration migration, SqlStep step, PlannedStatement? statement, ServerError? error, Exception cause)
    : Exception(cause.Message, cause)
{
    Remains? found;

    public PlannedMigration Migration => migration;
    public SqlStep Step => step;
    public PlannedStatement? Statement => statement;
    public ServerError? Error => error;

    /// <summary>Whether the connection was lost with it.</summary>
    public bool IsLost { get; init; }

    /// <summary>What of the step stands now.</summary>
    public Remains Remains
    {
        get => found ?? (step.Transaction ? IsLost ? Remains.AllOrNothing : Remains.Nothing : Remains.Unknown);
        set => found = value;
    }

    /// <summary>What was written down before a statement outside a transaction was sent.</summary>
    public BegunStep? Begun { get; set; }

    /// <summary>The bound for which it was ended.</summary>
    public Overstep? Overstep { get; init; }

    /// <summary>Who kept it waiting last.</summary>
    public ImmutableArray<Blocker> Blockers { get; init; } = [];

    /// <summary>Whose function refused it, where that was an event trigger's.</summary>
    public EventTrigger? Trigger { get; set; }

    /// <summary>What an assert or a test found, as a sentence without its end; none where something else is the matter.</summary>
    public string? Finding { get; init; }

    /// <summary>What was being done where that was no statement of the step.</summary>
    public string? About { get; init; }

    /// <summary>The file that has to change, where that is not the step's.</summary>
    public string? AboutFile { get; init; }

    /// <summary>What only a person can do about it, as a sentence without its end; none where nothing is known of that.</summary>
    public string? ByHand { get; set; }

    /// <summary>What became of the attempt to go on after the connection was lost.</summary>
    public string? After { get; set; }

    /// <summary>How many there were, this one included.</summary>
    public int Attempts { get; init; } = 1;

    /// <summary>Waiting for locks, in milliseconds.</summary>
    public long LockWaitMs { get; init; }
}
