namespace Turnstone.Sql;

/// <summary>A major version of the PostgreSQL server.</summary>
public enum PgVersion
{
    V14 = 14,
    V15 = 15,
    V16 = 16,
    V17 = 17,
    V18 = 18,
}
