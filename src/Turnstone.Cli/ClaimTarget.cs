namespace Turnstone.Cli;

/// <summary>The database that is to be an environment's: the one that its settings name, or another address.</summary>
sealed record ClaimTarget(string Environment, string? Url);
