namespace Turnstone.Linting;

/// <summary>What a rule about all files keeps of one statement: as little as it needs at the end.</summary>
public abstract record SetNote(StatementPlace Place);
