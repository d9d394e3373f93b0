namespace Turnstone.Verification;

using System.Collections.Immutable;
using Turnstone.Plans;
using Turnstone.Servers;
using Turnstone.Sql;

/// <summary>What is to be tried, and on what.</summary>
public sealed record VerifyRequest
{
    /// <summary>The server's major version; none for the first that is found.</summary>
    public PgVersion? Version { get; init; }

    /// <summary>The database that the shadow stands for; none where nobody knows it.</summary>
    public ShadowTarget? Target { get; init; }

    /// <summary>What is there before anything is tried.</summary>
    public Stand Begin { get; init; } = Stand.New;

    /// <summary>Databases that stand elsewhere and are to become the same.</summary>
    public ImmutableArray<Stand> Stands { get; init; } = [];

    /// <summary>The plan that the evidence is to be about; none for everything that is not there yet.</summary>
    public Plan? Plan { get; init; }

    /// <summary>Whether policy asks for an undo that loses nothing.</summary>
    public bool RequiresUndo { get; init; }
}
