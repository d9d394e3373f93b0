namespace Turnstone.Steps.Tracing;

using Turnstone.Plans;

/// <summary>Statements that are sent, or on their way, and were not looked at yet.</summary>
/// <param name="Started">When the first of them was sent.</param>
sealed record Unseen(PlannedStatement First, long Started)
{
    public int Count { get; init; } = 1;
}
