namespace Turnstone.Sql;

using System.Buffers;

/// <summary>Cuts SQL text into tokens as PostgreSQL's <c>scan.l</c> does and loses nothing: the tokens laid end to end are the text.</summary>
/// <remarks>
/// The text may be a window on a longer one. A token is handed out only when no character behind the window could change it; otherwise
/// <see cref="Read"/> returns false, <see cref="Position"/> stays before it, and a lexer over a longer window that begins there goes on.
/// Nothing throws: what PostgreSQL would not take is a token of a kind of its own. The work is linear in the length of the text.
/// </remarks>
/// <param name="text">The text, or a window on it.</param>
/// <param name="isFinalBlock">Whether the text ends where the window ends.</param>
/// <param name="standardStrings">The setting <c>standard_conforming_strings</c>.</param>
public ref partial struct Lexer(ReadOnlySpan<char> text, bool isFinalBlock = true, bool standardStrings = true)
{
    static readonly SearchValues<char> Blanks = SearchValues.Create(" \t\n\r\f\v");

    readonly ReadOnlySpan<char> text = text;
    readonly bool isFinalBlock = isFinalBlock;

    // Where the scanning of the present token has come to.
    int at;

    // The end of what the present token's scanning has looked at; behind the window when it asked for more than there is.
    int reach;

    // Up to here each plus and minus is an operator of its own; without it a long row of them would be read once for each.
    int signsEnd;

    /// <summary>The setting <c>standard_conforming_strings</c>: whether a backslash in <c>'…'</c> is a character like any other.</summary>
    public bool StandardStrings { get; set; } = standardStrings;

    /// <summary>How much of the text the tokens so far cover.</summary>
    public int Position { get; private set; }

    /// <summary>How far the last token's scanning looked; the sum over all tokens is what the text cost.</summary>
    internal readonly int Reach => reach;

    /// <summary>The text of a token that this lexer made.</summary>
    public readonly ReadOnlySpan<char> TextOf(Token token) => text.Slice(token.Span.Start, token.Span.Length);

    /// <summary>Reads the next token; false at the end of the text, or where the window is too short to tell.</summary>
    public bool Read(out Token token)
    {
        token = default;
        if (Position == text.Length)
        {
            return false;
        }

        at = Position;
        reach = at + 1;
        var kind = Scan();
        if (reach > text.Length && !isFinalBlock)
        {
            return false;
        }

        token = new Token(kind, new TextSpan(Position, at - Position));
        Position = at;
        return true;
    }

    TokenKind Scan()
    {
        var first = text[at];
        switch (first)
        {
            case ' ' or '\t' or '\n' or '\r' or '\f' or '\v': return Whitespace();
            case '-' when Peek(1) == '-': return LineComment();
            case '/' when Peek(1) == '*': return BlockComment();
            case '\'': return String(TokenKind.String, PlainEscapes);
            case '"': return Identifier(TokenKind.QuotedIdentifier);
            case '$': return Dollar();
            case ':': return Colon();
            case '.': return Dot();
            case ',': return Take(1, TokenKind.Comma);
            case ';': return Take(1, TokenKind.Semicolon);
            case '(': return Take(1, TokenKind.OpenParenthesis);
            case ')': return Take(1, TokenKind.CloseParenthesis);
            case '[': return Take(1, TokenKind.OpenBracket);
            case ']': return Take(1, TokenKind.CloseBracket);
        }

        return IsIdentifierStart(first) ? Word()
            : char.IsAsciiDigit(first) ? Number()
            : IsOperator(first) ? Operator()
            : Take(1, TokenKind.Other);
    }

    // space
    TokenKind Whitespace()
    {
        // Mostly it is one, for which a search costs more than a look.
        at++;
        if (Peek() is ' ' or '\t' or '\n' or '\r' or '\f' or '\v')
        {
            TakeUpTo(Rest.IndexOfAnyExcept(Blanks));
        }

        return TokenKind.Whitespace;
    }

    // comment: up to the newline, which is not part of it, or the end of the text
    TokenKind LineComment()
    {
        TakeUpTo(Rest.IndexOfAny('\n', '\r'));
        return TokenKind.LineComment;
    }

    // xcstart, xcinside, xcstop: comments nest
    TokenKind BlockComment()
    {
        at += 2;
        for (var depth = 1; depth > 0;)
        {
            if (!TakeUpTo(Rest.IndexOfAny('*', '/')))
            {
                return TokenKind.UnterminatedComment;
            }

            var isStart = Peek() == '/' && Peek(1) == '*';
            var isStop = Peek() == '*' && Peek(1) == '/';
            depth += isStart ? 1 : isStop ? -1 : 0;
            at += isStart || isStop ? 2 : 1;
        }

        return TokenKind.BlockComment;
    }

    // typecast, colon_equals, self
    TokenKind Colon() => Peek(1) switch
    {
        ':' => Take(2, TokenKind.TypeCast),
        '=' => Take(2, TokenKind.ColonEquals),
        _ => Take(1, TokenKind.Colon),
    };

    // dot_dot, numeric, self
    TokenKind Dot() => Peek(1) switch
    {
        '.' => Take(2, TokenKind.DotDot),
        >= '0' and <= '9' => Number(),
        _ => Take(1, TokenKind.Dot),
    };

    // The state that a string without a prefix begins: xq or xe
    readonly Escapes PlainEscapes => StandardStrings ? Escapes.Doubled : Escapes.Backslash;

    readonly ReadOnlySpan<char> Rest => text[at..];

    /// <summary>The character that far ahead; behind the window it is NUL, which begins and continues nothing.</summary>
    char Peek(int ahead = 0)
    {
        var index = at + ahead;
        reach = Math.Max(reach, index + 1);
        return index < text.Length ? text[index] : '\0';
    }

    TokenKind Take(int length, TokenKind kind)
    {
        at += length;
        return kind;
    }

    /// <summary>Goes on to what a search over the rest found, or, when it found nothing, to the end of the window: then false.</summary>
    bool TakeUpTo(int found)
    {
        at = found < 0 ? text.Length : at + found;
        reach = Math.Max(reach, at + 1);
        return found >= 0;
    }
}
