namespace Turnstone.Steps;

/// <summary>A bound that an attempt overstepped, so that it was ended from outside.</summary>
/// <param name="Why">As a sentence without its subject: <c>waited 2.1 s for locks (blocking_budget)</c>.</param>
sealed record Overstep(Overstep.Bound Which, string Why)
{
    public enum Bound
    {
        Waiting,
        Holding,
        Standing,
    }
}
