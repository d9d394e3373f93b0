namespace Turnstone.Planning;

using System.Collections.Immutable;
using Turnstone.Ledger;
using Turnstone.Migrations;
using Turnstone.Sessions;

/// <summary>The files of a project and what one database knows of them.</summary>
/// <param name="HasLedger">Whether Turnstone has written to the database before.</param>
public sealed record Standing(MigrationSet Files, History History, ImmutableArray<MigrationStatus> Statuses, bool HasLedger)
{
    /// <summary>The run that is at work at this moment, where that was asked for.</summary>
    public LockHolder? Running { get; init; }

    /// <summary>The first migration that is not applied: of all files, or of the versions up to and including <paramref name="to"/>.</summary>
    /// <returns>What is said of it: <c>V7 is not applied</c>; none where everything is there.</returns>
    public string? Missing(MigrationVersion? to)
    {
        if (to is not null && Statuses.All(status => status.Version != to))
        {
            return $"V{to} is not applied";
        }
        return Statuses.FirstOrDefault(status => (to is null || status.Version is not null && status.Version <= to) && status.IsLacking) switch
        {
            null => null,
            { State: MigrationState.Held } held => $"{held.Name} was taken back and is held",
            var status => $"{status.Name} is not applied",
        };
    }
}
