namespace Turnstone.Sql.Syntax;

/// <summary>What a string constant says, and where in its statement's text that is written: <c>''</c> is one character, and so is <c>\n</c> in <c>E'…'</c>.</summary>
sealed class QuotedText
{
    // Where the constant begins, in what the one around it says.
    readonly int begins;
    readonly IReadOnlyList<WrittenPlace> places;
    readonly QuotedText? around;

    QuotedText(string text, int begins, IReadOnlyList<WrittenPlace> places, QuotedText? around)
    {
        Text = text;
        this.begins = begins;
        this.places = places;
        this.around = around;
    }

    public string Text { get; }

    /// <summary>Reads a constant of a statement, which may itself stand in one.</summary>
    /// <param name="constant">Where it stands in the statement's text.</param>
    public static QuotedText Read(StatementSlice statement, TextSpan constant)
    {
        var around = statement.Within;
        var (start, end) = around is null ? (constant.Start, constant.End) : (around.Find(constant.Start), around.Find(constant.End));
        var written = (around?.Text ?? statement.Text).AsSpan(start..end);
        var lexer = new Lexer(written, standardStrings: statement.StandardStrings);
        _ = lexer.Read(out var first);
        var hasEscapes = first.Kind == TokenKind.EscapeString || !statement.StandardStrings;
        // A character that is given stands before the last quote.
        var escape = first.Kind == TokenKind.UnicodeString && first.Span.Length < written.Length ? written[^2] : '\\';
        var (text, places) = new StringText(lexer.TextOf(first), first.Kind, hasEscapes, escape, keepsPlaces: true).Read();
        return new(text, start, places, around);
    }

    /// <summary>Where a character begins, or the end is.</summary>
    public int Start(int at)
    {
        var place = places[Of(at)];
        var start = begins + place.Start + (place.Length == 1 ? at - place.At : 0);
        return around is null ? start : around.Start(start);
    }

    /// <summary>Where the character before that one ends.</summary>
    public int End(int at)
    {
        if (at == 0)
        {
            return Start(0);
        }

        var place = places[Of(at - 1)];
        var end = begins + place.Start + (place.Length == 1 ? at - place.At : place.Length);
        return around is null ? end : around.End(end);
    }

    // The character that begins at a place, or the first one behind it.
    int Find(int start)
    {
        var (from, to) = (0, Text.Length);
        while (from < to)
        {
            var middle = (from + to) / 2;
            (from, to) = Start(middle) < start ? (middle + 1, to) : (from, middle);
        }

        return from;
    }

    // The last stretch that begins no later.
    int Of(int at)
    {
        var (from, to) = (0, places.Count - 1);
        while (from < to)
        {
            var middle = (from + to + 1) / 2;
            (from, to) = places[middle].At <= at ? (middle, to) : (from, middle - 1);
        }

        return from;
    }
}
