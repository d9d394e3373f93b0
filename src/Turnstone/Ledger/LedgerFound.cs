namespace Turnstone.Ledger;

/// <summary>What a first look finds in a database: the ledger's version, and whose database it says that this is.</summary>
/// <param name="Version">0 where there is no ledger.</param>
sealed record LedgerFound(int Version, Claim? Claim)
{
    public static LedgerFound None { get; } = new(0, null);
}
