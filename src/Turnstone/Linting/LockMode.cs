namespace Turnstone.Linting;

/// <summary>A lock on a table, from the weakest to the strongest.</summary>
/// <remarks>PostgreSQL manual 13.3.1</remarks>
public enum LockMode
{
    AccessShare = 1,
    RowShare,
    RowExclusive,
    ShareUpdateExclusive,
    Share,
    ShareRowExclusive,
    Exclusive,
    AccessExclusive,
}
