namespace Turnstone.Sql.Statements;

/// <summary>What a REINDEX goes over.</summary>
public enum ReindexTarget
{
    Index,
    Table,
    Schema,
    Database,
    System,
}
