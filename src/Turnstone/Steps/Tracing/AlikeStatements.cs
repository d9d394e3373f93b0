namespace Turnstone.Steps.Tracing;

using Turnstone.Sql;

/// <summary>Statements in a row that change rows of one and the same table: a look behind each of them would tell the same over and over, and takes longer than they do.</summary>
/// <remarks>What they lock they hold until the end of the transaction, so that a look behind many of them sees all of it; only which of them it was is not told apart.</remarks>
sealed class AlikeStatements
{
    // Rows that somebody wrote by hand are few, and looked at one by one.
    const int LookedAtAlone = 20;

    string? last;
    int row;

    /// <summary>Whether it comes behind so many that do the same, that it may share a look with those behind it.</summary>
    /// <param name="text">The next statement of the step, whichever it is.</param>
    public bool GoesOn(string text)
    {
        var changed = ChangedBy(text);
        row = changed is not null && changed == last ? row + 1 : 1;
        last = changed;
        return row > LookedAtAlone;
    }

    // Up to the table's name and as it is written, since whoever writes the same many times writes it alike.
    static string? ChangedBy(string text)
    {
        var reader = new TokenReader(text);
        if (!reader.Take("INSERT INTO") && !reader.Take("UPDATE") && !reader.Take("DELETE FROM"))
        {
            return null;
        }
        reader.Take("ONLY");
        return reader.SkipName() ? text[..(reader.AtEnd ? text.Length : reader.Current.Span.Start)] : null;
    }
}
