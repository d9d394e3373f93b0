namespace Turnstone.Health;

using Turnstone.Text;

/// <summary>The one statement that ends a problem and loses nothing.</summary>
/// <param name="Verb">What it does in a word or two, as of a planned statement: <c>REINDEX</c>.</param>
/// <param name="Transaction">Whether it runs in a transaction with its row in the ledger; PostgreSQL refuses the others there.</param>
sealed record Repair(string Verb, Sql Statement, bool Transaction)
{
    /// <summary>Whether the application may have to wait for it.</summary>
    public bool MayBlock { get; init; }
}
