namespace Turnstone.Plans.Recoveries;

/// <summary>A statement that does no harm when it runs again, and leaves nothing half-made: VACUUM, ALTER SYSTEM, CLUSTER …</summary>
public sealed record Repetition : Recovery;
