namespace Turnstone.Diagnostics;

/// <summary>Why a run did not do what was asked; each kind is one exit code of the command line.</summary>
public enum FailureKind
{
    /// <summary>A policy asks for more than there is.</summary>
    PolicyNotMet,

    /// <summary>The request, the files, the configuration or the rights do not fit; trying again changes nothing.</summary>
    Refused,

    /// <summary>The server is away or another run holds the lock; the same command may succeed later.</summary>
    Unavailable,

    /// <summary>The database is not what its history says.</summary>
    Drift,

    /// <summary>A step failed and would fail again unchanged.</summary>
    StepFailed,

    /// <summary>Stopped between two steps of one migration; running again goes on from there.</summary>
    HalfWay,

    /// <summary>The ledger's chain or a signature does not add up.</summary>
    Broken,

    /// <summary>A signal stopped the run and nothing is half-way.</summary>
    Stopped,
}
