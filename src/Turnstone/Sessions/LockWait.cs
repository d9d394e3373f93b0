namespace Turnstone.Sessions;

using System.Collections.Immutable;

/// <summary>Waiting for a lock, as it is at one moment.</summary>
/// <param name="Object">What is locked, in words: <c>table app.users</c>, <c>virtual transaction</c>.</param>
/// <param name="Mode">The lock that is wanted: <c>AccessExclusiveLock</c>.</param>
/// <param name="Waited">For locks in this attempt, all of them together.</param>
public sealed record LockWait(string Object, string Mode, TimeSpan Waited, ImmutableArray<Blocker> Blockers);
