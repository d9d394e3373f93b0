namespace Turnstone.Linting.Knowledge;

/// <summary>Where something came from: a statement that was seen. What was in the database before has none.</summary>
/// <param name="File">The place of its file.</param>
/// <param name="IsPending">Whether that file is still to be applied.</param>
public sealed record Making(int File, int Transaction, bool IsPending)
{
    /// <summary>The statement, for what is said of it later.</summary>
    public StatementPlace? Place { get; init; }
}
