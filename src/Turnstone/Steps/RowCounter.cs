namespace Turnstone.Steps;

using Turnstone.Sql;

/// <summary>Counts the rows of a COPY as they are sent: the driver does not pass on how many the server says it took.</summary>
sealed class RowCounter
{
    readonly bool isCsv;
    readonly bool hasHeader;
    long lines;
    bool isQuoted;
    bool isEscaped;
    bool isInLine;

    public RowCounter(string copy)
    {
        var statement = new StatementSlice(copy, 1, TextPosition.Start, "", CopiesFromStdin: true);
        isCsv = CopyStatement.IsCsv(statement);
        hasHeader = CopyStatement.HasHeader(statement);
    }

    public long Rows => Math.Max(lines + (isInLine ? 1 : 0) - (hasHeader ? 1 : 0), 0);

    public void See(ReadOnlySpan<byte> rows)
    {
        if (rows.IsEmpty)
        {
            return;
        }
        if (isCsv ? !isQuoted && !rows.Contains((byte)'"') : !isEscaped && !rows.Contains((byte)'\\'))
        {
            lines += rows.Count((byte)'\n');
        }
        else
        {
            CountSlowly(rows);
        }
        isInLine = rows[^1] != '\n' || isQuoted;
    }

    // A line end does not end a row between CSV's quotes, nor behind a backslash.
    void CountSlowly(ReadOnlySpan<byte> rows)
    {
        foreach (var one in rows)
        {
            lines += one == '\n' && !isQuoted && !isEscaped ? 1 : 0;
            isQuoted ^= isCsv && one == '"';
            isEscaped = !isCsv && one == '\\' && !isEscaped;
        }
    }
}
