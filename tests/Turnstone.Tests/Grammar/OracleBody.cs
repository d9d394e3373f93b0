namespace Turnstone.Tests.Grammar;

/// <summary>What version 18 makes of a body in PL/pgSQL.</summary>
/// <param name="Outline">A line for each statement, indented by depth; null where it is refused.</param>
sealed record OracleBody(string? Error, bool GaveUp, string? Outline);
