namespace Turnstone.Verification.Rows;

using Turnstone.Sql;

/// <summary>How many rows a table was given. One without rows was not proved.</summary>
/// <param name="Added">Rows that were put in.</param>
/// <param name="Present">Rows that it has now, whoever put them there; what is more than <see cref="RowGenerator.Counted"/> is not counted.</param>
/// <param name="Refusal">What the server said last against a row; none where every row went in.</param>
sealed record FilledTable(QualifiedName Table, int Added, long Present, string? Refusal)
{
    /// <summary>Whether there is no place in it for any row: nothing can be lost there.</summary>
    public bool IsHomeless { get; init; }
}
