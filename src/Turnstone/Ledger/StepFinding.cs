namespace Turnstone.Ledger;

/// <summary>Somebody looked at a step that was begun and says what became of it.</summary>
/// <param name="Name">The migration's version, or a repeatable's name.</param>
/// <param name="Done">It has happened; otherwise it is to be run again.</param>
public sealed record StepFinding(string Name, int Step, bool Done, string Reason);
