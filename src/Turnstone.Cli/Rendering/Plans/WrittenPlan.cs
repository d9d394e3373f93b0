namespace Turnstone.Cli.Rendering.Plans;

using Turnstone.Plans;

/// <summary>A plan as it is written for somebody else.</summary>
/// <param name="Target">The database that it is for.</param>
/// <param name="File">Where all of it is; none where it was not written into a file.</param>
sealed record WrittenPlan(Plan Plan, string Project, string Target, string? File);
