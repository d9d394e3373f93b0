namespace Turnstone.Tests.Grammar;

/// <summary>One name for verbs that PostgreSQL's parse tree does not tell apart.</summary>
static class VerbName
{
    public static string Common(string verb) => verb switch
    {
        "VALUES" or "TABLE" => "SELECT",
        "END" => "COMMIT",
        "ABORT" => "ROLLBACK",
        "ANALYSE" => "ANALYZE",
        "ALTER USER" or "ALTER GROUP" => "ALTER ROLE",
        "DROP USER" or "DROP GROUP" => "DROP ROLE",
        "SET ROLE" or "SET TRANSACTION" => "SET",
        _ => verb,
    };
}
