namespace Turnstone.Sql;

using System.Text;

/// <summary>Tells a <c>COPY … FROM stdin</c>, whose rows follow it in the file, from all other statements, and in which form its rows are.</summary>
public static class CopyStatement
{
    /// <summary>Whether a COPY hands its rows to the client.</summary>
    public static bool WritesRows(StatementSlice statement)
    {
        var reader = new TokenReader(statement);
        return reader.Take("COPY") && reader.SkipTo("TO") && (reader.Peek("TO STDOUT") || reader.Peek("TO STDIN"));
    }

    /// <summary>Whether the rows of a COPY are in PostgreSQL's binary form.</summary>
    public static bool IsBinary(StatementSlice copy)
    {
        var reader = new TokenReader(copy);
        reader.Next();
        return reader.Is("BINARY") || (reader.SkipTo("FROM") && HasFormat(reader, "binary"));
    }

    /// <summary>Whether the rows of a COPY are CSV, in which a line end may stand within a value.</summary>
    public static bool IsCsv(StatementSlice copy)
    {
        var reader = new TokenReader(copy);
        return reader.SkipTo("FROM") && HasFormat(reader, "csv");
    }

    /// <summary>Whether the first of a COPY's rows names the columns.</summary>
    public static bool HasHeader(StatementSlice copy)
    {
        var reader = new TokenReader(copy);
        if (!reader.SkipTo("FROM"))
        {
            return false;
        }

        while (!reader.AtEnd && !reader.Is("HEADER"))
        {
            reader.Next();
        }

        return reader.Take("HEADER") && !(reader.Is("false") || reader.Is("off") || reader.Text is "0");
    }

    // FROM stdin (FORMAT csv), FROM stdin WITH CSV
    static bool HasFormat(TokenReader reader, ReadOnlySpan<char> format)
    {
        for (reader.Take("FROM"); !reader.AtEnd; reader.Next())
        {
            var isNamed = reader.Take("FORMAT");
            if (reader.Is(format) || (isNamed && Ascii.EqualsIgnoreCase(reader.Text.Trim("'\""), format)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether rows follow the statement. STDOUT behind FROM means the same to PostgreSQL's grammar.</summary>
    internal static bool ReadsRows(TokenReader statement)
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
