namespace Turnstone.Sessions;

/// <summary>An attempt to connect that failed for a reason that may pass.</summary>
public sealed record ConnectionRetry(string Address, string Reason, TimeSpan Waited, TimeSpan Deadline);
