namespace Turnstone.Execution;

using Turnstone.Migrations;

/// <summary>What an apply is asked for.</summary>
/// <param name="To">The last version to be applied; none for all.</param>
/// <param name="Resolve">What somebody found out about a step that the ledger has as begun.</param>
public sealed record ApplyRequest(MigrationVersion? To, StepResolution? Resolve)
{
    public static ApplyRequest Everything { get; } = new(null, null);
}

/// <summary>Somebody looked at a step that was begun and says what became of it.</summary>
/// <param name="Done">It has happened; otherwise it is to be run again.</param>
public sealed record StepResolution(MigrationVersion Version, int Step, bool Done, string Reason);
