namespace Turnstone.Plans;

/// <summary>What is known of a step outside a transaction that an earlier run began and nobody saw the end of.</summary>
/// <param name="HasFailed">The server refused it or it was cut off; otherwise it may even have happened.</param>
/// <param name="Evidence">What was written down before it was sent.</param>
public sealed record BegunStep(bool HasFailed, string? Evidence);
