namespace Turnstone.Plans;

/// <summary>A migration that a baseline stands for: it counts as applied and never runs.</summary>
public sealed record CoveredVersion(string Version, string Description, string File, string Checksum);
