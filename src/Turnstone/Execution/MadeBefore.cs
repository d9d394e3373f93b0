namespace Turnstone.Execution;

using Turnstone.Planning;

/// <summary>What has to be known of a plan that was made before the run: what is left of it, and who looks before each step.</summary>
/// <param name="Rest">What of it is still to be done.</param>
sealed record MadeBefore(PlanRest Rest, StepGuard Guard);
