namespace Turnstone.Sql.Syntax;

/// <summary>What a string constant says, and where in its statement's text that is written: <c>''</c> is one character, and so is <c>\n</c> in <c>E'…'</c>.</summary>
sealed class QuotedText
{
    readonly int begins;
    readonly IReadOnlyList<TextSpan>? places;
    readonly QuotedText? within;

    QuotedText(string text, int begins, IReadOnlyList<TextSpan>? places, QuotedText? within)
    {
        Text = text;
        this.begins = begins;
        this.places = places;
        this.within = within;
    }

    public string Text { get; }

    /// <summary>Reads a constant of a statement.</summary>
    /// <param name="within">The constant that the statement itself stands in, if it does.</param>
    public static QuotedText Read(StatementSlice statement, QuotedText? within, TextSpan constant)
    {
        var (from, to) = within is null ? (constant.Start, constant.End) : (within.Find(constant.Start), within.Find(constant.End));
        var written = (within?.Text ?? statement.Text).AsSpan(from, to - from);
        var lexer = new Lexer(written, standardStrings: statement.StandardStrings);
        _ = lexer.Read(out var first);
        var hasEscapes = first.Kind == TokenKind.EscapeString || !statement.StandardStrings;
        // A character that is given stands before the last quote.
        var escape = first.Kind == TokenKind.UnicodeString && first.Span.Length < written.Length ? written[^2] : '\\';
        var (text, start, places) = new StringText(lexer.TextOf(first), first.Kind, hasEscapes, escape, keepsPlaces: true).Read();
        return new(text, from + start, places, within);
    }

    /// <summary>Where a character begins, or the end is.</summary>
    public int Start(int at) => Outside(begins + (places is null ? at : places[at].Start - places[0].Start), isEnd: false);

    /// <summary>Where the character before that one ends.</summary>
    public int End(int at) => Outside(begins + (places is null ? at : at == 0 ? 0 : places[at - 1].End - places[0].Start), isEnd: true);

    int Outside(int at, bool isEnd) => within is null ? at : isEnd ? within.End(at) : within.Start(at);

    // The first character that begins there or later.
    int Find(int start)
    {
        var (low, high) = (0, Text.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = Start(middle) < start ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
