namespace Turnstone.Scanning;

using Turnstone.Sql;

/// <summary>Parses a statement of which the program fills in parts: whatever makes it one may stand in their place.</summary>
sealed class TolerantParser(PgVersion version)
{
    const int MostTries = 60;

    // Behind so much of a statement the program may put anything.
    const int Begun = 3;

    // What a value that is put in may be: a name, nothing, a column's definition, an action, a kind of object, a number, columns, a query …
    static readonly string[] Fillings = [LiteralText.Hole, " ", "x int4", "ADD x int4", "TABLE", "1", "(x int4)", "AS SELECT 1", "SET x = 1", "FOR VALUES IN (1)"];

    /// <summary>None where it is no statement whatever the program fills in.</summary>
    public Statement? Parse(StatementSlice slice)
    {
        var parsed = Parser.Parse(slice, version);
        if (parsed.Error is null)
        {
            return parsed;
        }
        var parts = Parameters.Split(slice.Text);
        var fillings = new int[parts.Count - 1];
        var isCutOff = false;
        for (var tries = 0; tries < MostTries; tries++)
        {
            var (text, ends) = Filled(parts, fillings);
            parsed = Parser.Parse(slice with { Text = text }, version);
            if (parsed.Error is not { } error)
            {
                return parsed;
            }
            var at = (int)(error.Position.Offset - slice.Position.Offset);
            isCutOff |= tries == 0 && IsCutOff(text, at);
            var hole = LastBefore(ends, fillings, at);
            var isNext = hole >= 0 && (ends[hole] >= at || text.AsSpan(ends[hole], at - ends[hole]).IsWhiteSpace());
            if (hole < 0 || ++fillings[hole] == Fillings.Length)
            {
                return isNext && Count(text.AsSpan(0, ends[hole] - Fillings[^1].Length)) >= Begun || isCutOff ? parsed : null;
            }
        }
        return null;
    }

    static (string Text, int[] Ends) Filled(List<string> parts, int[] fillings)
    {
        var text = new System.Text.StringBuilder(parts[0]);
        var ends = new int[fillings.Length];
        for (var i = 0; i < fillings.Length; i++)
        {
            text.Append(Fillings[fillings[i]]);
            ends[i] = text.Length;
            text.Append(parts[i + 1]);
        }
        return (text.ToString(), ends);
    }

    // The one that the error is in, or comes after.
    static int LastBefore(int[] ends, int[] fillings, int at)
    {
        var next = Array.FindIndex(ends, end => end > at);
        return next >= 0 && ends[next] - Fillings[fillings[next]].Length <= at ? next : next < 0 ? ends.Length - 1 : next - 1;
    }

    // "CREATE TABLE t (" to which the program adds more elsewhere: it is not told of words that only sound like it.
    static bool IsCutOff(string text, int error) =>
        error >= text.AsSpan().TrimEnd().Length && Count(text) >= Begun && Prose.IsShouted(text) && text[^1] is ' ' or '\n' or '(' or ',';

    static int Count(ReadOnlySpan<char> text)
    {
        var count = 0;
        for (var reader = new TokenReader(text); !reader.AtEnd; reader.Next())
        {
            count++;
        }
        return count;
    }
}
