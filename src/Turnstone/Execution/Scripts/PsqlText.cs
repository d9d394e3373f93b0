namespace Turnstone.Execution.Scripts;

using System.Text;
using Turnstone.Text;

/// <summary>The text of a script for psql while it grows.</summary>
sealed class PsqlText
{
    readonly StringBuilder text = new();

    public override string ToString() => text.ToString();

    /// <summary>A line of our own, a command of psql's say.</summary>
    public void Line(string line = "") => text.Append(line).Append('\n');

    /// <summary>A comment; a name in it that spans lines does not.</summary>
    public void Comment(string words) => Line($"-- {OneLine.Of(words)}");

    /// <summary>What is shown while the script runs.</summary>
    /// <remarks>psql runs what stands between backquotes, and reads variables: what is no plain character is shown as a question mark.</remarks>
    public void Say(string words) => Line($"\\echo '{string.Concat(OneLine.Of(words).Select(letter => IsPlain(letter) ? letter : '?'))}'");

    /// <summary>A statement of our own.</summary>
    public void Add(Sql statement) => Line($"{statement};");

    public void AddRange(IEnumerable<Sql> statements)
    {
        foreach (var statement in statements)
        {
            Add(statement);
        }
    }

    /// <summary>A query of our own with one row; each of its columns becomes a variable, with <c>turnstone_</c> before its name.</summary>
    public void Ask(Sql query) => Line($"{query} \\gset turnstone_");

    /// <summary>A block of our own in PL/pgSQL.</summary>
    public void Do(Sql body) => Add($"DO {DollarQuotes.Around($"\n{body}\n")}");

    /// <summary>A statement that somebody else wrote: the server gets it character by character.</summary>
    /// <returns>Whether psql knows how many rows it touched.</returns>
    public bool AddWritten(string statement, bool mayEscape)
    {
        if (new PsqlReading(mayEscape).Variables(statement) is not { } variables)
        {
            // psql sends what the server answers without looking into it.
            Line($"SELECT {DollarQuotes.Around(statement)} \\gexec");
            return false;
        }
        foreach (var variable in variables.Distinct())
        {
            Line($"\\unset {variable}");
        }
        var lastLine = statement.AsSpan(statement.LastIndexOf('\n') + 1);
        Line(lastLine.Contains("--", StringComparison.Ordinal) ? $"{statement}\n;" : $"{statement};");
        return true;
    }

    /// <summary>The rows that follow a <c>COPY … FROM stdin</c>.</summary>
    public void AddRows(string rows)
    {
        text.Append(rows).Append(rows.Length == 0 || rows.EndsWith('\n') ? "" : "\n");
        // The server wants the mark to end like the rows do.
        Line(rows.EndsWith("\r\n", StringComparison.Ordinal) ? "\\.\r" : "\\.");
    }

    static bool IsPlain(char letter) => char.IsAsciiLetterOrDigit(letter) || letter is ' ' or '_' or '-' or '.' or ',' or '/' or '(' or ')' or ';';
}
