namespace Turnstone.Steps;

/// <summary>Says how far a long step is, now and then.</summary>
sealed class Progress(Attempt attempt, StepContext context)
{
    // What is shorter is over before anybody could look.
    const long Long = 1024 * 1024;

    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    readonly long length = attempt.Step.Length;
    readonly long started = context.Time.GetTimestamp();
    TimeSpan said;
    long done;

    /// <summary>Bytes that were sent.</summary>
    public void Add(long bytes)
    {
        done += bytes;
        if (length < Long)
        {
            return;
        }
        var elapsed = context.Time.GetElapsedTime(started);
        if (elapsed - said >= Pause)
        {
            said = elapsed;
            context.Say(new RunEvent.StepProgress(attempt.Migration, attempt.Step, done, length, elapsed));
        }
    }
}
