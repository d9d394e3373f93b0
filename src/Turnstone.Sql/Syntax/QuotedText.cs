namespace Turnstone.Sql.Syntax;

/// <summary>What a string constant says, and where in its statement's text that is written: <c>''</c> is one character, and so is <c>\n</c> in <c>E'…'</c>.</summary>
sealed class QuotedText
{
    readonly int begins;
    readonly IReadOnlyList<TextSpan>? places;

    QuotedText(string text, int begins, IReadOnlyList<TextSpan>? places)
    {
        Text = text;
        this.begins = begins;
        this.places = places;
    }

    public string Text { get; }

    /// <summary>Reads a constant of a statement.</summary>
    public static QuotedText Read(StatementSlice statement, TextSpan constant)
    {
        var written = statement.Text.AsSpan(constant.Start, constant.Length);
        var lexer = new Lexer(written, standardStrings: statement.StandardStrings);
        _ = lexer.Read(out var first);
        var hasEscapes = first.Kind == TokenKind.EscapeString || !statement.StandardStrings;
        // A character that is given stands before the last quote.
        var escape = first.Kind == TokenKind.UnicodeString && first.Span.Length < written.Length ? written[^2] : '\\';
        var (text, start, places) = new StringText(lexer.TextOf(first), first.Kind, hasEscapes, escape, keepsPlaces: true).Read();
        return new(text, constant.Start + start, places);
    }

    /// <summary>Where a character begins, or the end is.</summary>
    public int Start(int at) => begins + (places is null ? at : places[at].Start - places[0].Start);

    /// <summary>Where the character before that one ends.</summary>
    public int End(int at) => begins + (places is null ? at : at == 0 ? 0 : places[at - 1].End - places[0].Start);
}
