namespace Turnstone.Sessions;

using System.Collections.Immutable;
using System.Text.RegularExpressions;

/// <summary>Waiting for a lock, as it is at one moment.</summary>
/// <param name="Object">What is locked, in words: <c>table app.users</c>, <c>virtual transaction</c>.</param>
/// <param name="Mode">The lock that is wanted: <c>AccessExclusiveLock</c>.</param>
/// <param name="Waited">For locks in this attempt, all of them together.</param>
public sealed partial record LockWait(string Object, string Mode, TimeSpan Waited, ImmutableArray<Blocker> Blockers)
{
    /// <summary>What is waited for: <c>ACCESS EXCLUSIVE on app.users</c>, <c>older transactions</c>.</summary>
    public string Wanted => Object is "older transactions" or "a row" ? Object : $"{Words().Replace(Mode.EndsWith("Lock", StringComparison.Ordinal) ? Mode[..^4] : Mode, " ").ToUpperInvariant()} on {Object}";

    [GeneratedRegex("(?<=[a-z])(?=[A-Z])")]
    private static partial Regex Words();
}
