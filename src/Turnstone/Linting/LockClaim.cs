namespace Turnstone.Linting;

/// <summary>What a rule says of the statement it warns of: the strongest lock on the table, and what is done under it.</summary>
/// <param name="Rewrites">Whether the table is written anew.</param>
/// <param name="Scans">Whether the whole table is read; what is rewritten, or gets an index, is.</param>
public sealed record LockClaim(LockMode Mode, bool Rewrites = false, bool Scans = false)
{
    /// <summary>The table that is meant where it is not the statement's own: the other one of a foreign key.</summary>
    public string? Table { get; init; }

    /// <summary>What is done meanwhile, where the usual words do not say it.</summary>
    internal string? Work { get; init; }

    /// <summary>In plain words.</summary>
    public string Words =>
        $"{Mode.Name()}{(Table is null ? "" : $" on {Table}")}: {Mode.Waits()}{Work ?? (Rewrites ? ", while the table is written anew" : Scans ? ", while all of the table is read" : "")}.";
}
