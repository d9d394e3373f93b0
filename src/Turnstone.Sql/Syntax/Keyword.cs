namespace Turnstone.Sql.Syntax;

/// <summary>A word that PostgreSQL's grammar knows.</summary>
/// <param name="Word">In capitals.</param>
/// <param name="IsBareLabel">Whether it can be an output column's name without AS.</param>
sealed record Keyword(string Word, KeywordKind Kind, bool IsBareLabel, PgVersion Since, PgVersion Until)
{
    public bool IsIn(PgVersion version) => version >= Since && version <= Until;
}
