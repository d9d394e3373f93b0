namespace Turnstone.Ledger;

using System.Security.Cryptography;
using System.Text;

/// <summary>One row of the ledger: what happened, chained to the row before it.</summary>
/// <param name="Previous">The hash of the row before it in its run; none in a run's first row.</param>
/// <param name="Payload">The canonical JSON that is hashed.</param>
public sealed record LedgerEntry(long Id, string RunId, int Ordinal, string? Previous, string Hash, string Payload)
{
    /// <summary>What the hash has to be: SHA-256 over the hash before it and the payload, as the ledger's own function computes it.</summary>
    public string ExpectedHash => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Previous + Payload)));
}
