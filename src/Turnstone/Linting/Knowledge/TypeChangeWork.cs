namespace Turnstone.Linting.Knowledge;

/// <summary>What a change of a column's type makes PostgreSQL do with the rows, from the least to the most.</summary>
public enum TypeChangeWork
{
    /// <summary>The types are not known well enough.</summary>
    Unknown,

    /// <summary>Only the catalog changes.</summary>
    None,

    /// <summary>The rows stay as they are, the column's indexes are built anew.</summary>
    Indexes,

    /// <summary>The same, where the session's time zone is UTC; elsewhere all is written anew.</summary>
    IndexesInUtc,

    /// <summary>The table and all its indexes are written anew.</summary>
    Rewrite,
}
