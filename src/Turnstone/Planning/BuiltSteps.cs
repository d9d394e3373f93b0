namespace Turnstone.Planning;

using System.Collections.Immutable;
using Turnstone.Plans;

/// <summary>The steps of a migration.</summary>
/// <param name="Carried">The settings that its files made, made again before whatever follows.</param>
/// <param name="Completing">An empty one, which completes a migration that has no other step left.</param>
sealed record BuiltSteps(ImmutableArray<Step> All, ImmutableArray<PlannedStatement> Carried, Step? Completing)
{
    public static BuiltSteps None { get; } = new([], [], null);

    /// <param name="done">How many of the steps a database has behind it; at least one is left.</param>
    public ImmutableArray<Step> After(int done) => All.Length == done ? All.Add(Completing!) : All;
}
