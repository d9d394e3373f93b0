namespace Turnstone.Execution.Scripts;

using Turnstone.Plans;

/// <summary>A plan as a script for psql, which carries it out where Turnstone may not be: with its guards and its rows in the ledger.</summary>
/// <param name="Text">The same plan gives the same text.</param>
public sealed record PsqlScript(Plan Plan, string Text);
