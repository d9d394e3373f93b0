namespace Turnstone.Sql;

/// <summary>Tells a <c>COPY … FROM stdin</c>, whose rows follow it in the file, from all other statements.</summary>
static class CopyStatement
{
    /// <summary>Whether rows follow the statement. STDOUT behind FROM means the same to PostgreSQL's grammar.</summary>
    public static bool ReadsRows(TokenReader statement)
    {
        if (!statement.Take("COPY"))
        {
            return false;
        }

        _ = statement.Take("BINARY");
        return statement.SkipName()
            && statement.SkipTo("FROM")
            && (statement.Peek("FROM STDIN") || statement.Peek("FROM STDOUT"));
    }
}
