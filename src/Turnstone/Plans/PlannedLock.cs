namespace Turnstone.Plans;

/// <summary>A lock that a statement is expected to take on something that was there before its step.</summary>
/// <param name="Relation">With its schema.</param>
/// <param name="Mode">As SQL has it: <c>ACCESS EXCLUSIVE</c>.</param>
public sealed record PlannedLock(string Relation, string Mode);
