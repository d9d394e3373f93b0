namespace Turnstone.Sql;

/// <content>Everything that begins with a quote or a dollar.</content>
public ref partial struct Lexer
{
    /// <summary>How a quote gets into a string.</summary>
    enum Escapes
    {
        /// <summary>Not at all: states <c>xb</c> and <c>xh</c>.</summary>
        None,

        /// <summary>By doubling: states <c>xq</c> and <c>xus</c>.</summary>
        Doubled,

        /// <summary>By doubling or after a backslash: state <c>xe</c>.</summary>
        Backslash,
    }

    // xqstart, quote, quotecontinue: stands on the opening quote
    TokenKind String(TokenKind kind, Escapes escapes)
    {
        do
        {
            at++;
            if (!TakeStringBody(escapes))
            {
                return TokenKind.UnterminatedString;
            }
        }
        while (TakeUpToContinuation());

        return kind;
    }

    // xqinside, xqdouble, xeinside, xeescape: up to and with the closing quote
    bool TakeStringBody(Escapes escapes)
    {
        while (TakeUpTo(escapes == Escapes.Backslash ? Rest.IndexOfAny('\'', '\\') : Rest.IndexOf('\'')))
        {
            var isEscape = Peek() == '\\';
            if (!isEscape && (escapes == Escapes.None || Peek(1) != '\''))
            {
                at++;
                return true;
            }

            // Octal, hexadecimal and Unicode escapes hold no quotes: the character behind the backslash is enough.
            at = Math.Min(at + 2, text.Length);
        }

        return false;
    }

    // quotecontinue: blanks and comments with a newline among them, then a quote
    bool TakeUpToContinuation()
    {
        var closed = at;
        var sawNewline = false;
        while (true)
        {
            switch (Peek())
            {
                case '\n' or '\r':
                    sawNewline = true;
                    at++;
                    break;
                case ' ' or '\t' or '\f' or '\v':
                    at++;
                    break;
                case '-' when Peek(1) == '-':
                    LineComment();
                    break;
                case '\'' when sawNewline:
                    return true;
                default:
                    at = closed;
                    return false;
            }
        }
    }

    // xdstart, xdinside, xddouble, xdstop: stands on the opening quote
    TokenKind Identifier(TokenKind kind)
    {
        at++;
        while (TakeUpTo(Rest.IndexOf('"')))
        {
            if (Peek(1) != '"')
            {
                return Take(1, kind);
            }

            at += 2;
        }

        return TokenKind.UnterminatedIdentifier;
    }

    // param, dolqdelim, dolqfailed, and Turnstone's placeholder, whose brace makes it none of these
    TokenKind Dollar()
    {
        var placeholder = PlaceholderLength();
        return placeholder > 0 ? Take(placeholder, TokenKind.Placeholder)
            : char.IsAsciiDigit(Peek(1)) ? Parameter()
            : DollarString();
    }

    // xdolq: ends at the first dollar that its own delimiter begins at, so that $a$ … $b$a$ ends too (`yyless(yyleng - 1)`)
    TokenKind DollarString()
    {
        var length = DollarDelimiterLength();
        if (length == 0)
        {
            return Take(1, TokenKind.Other);
        }

        var delimiter = text.Slice(at, length);
        at += length;
        while (TakeUpTo(Rest.IndexOf('$')))
        {
            if (Rest.StartsWith(delimiter))
            {
                return Take(length, TokenKind.DollarString);
            }

            at++;
        }

        return TokenKind.UnterminatedDollarString;
    }

    // dolqdelim; 0 is dolqfailed
    int DollarDelimiterLength()
    {
        var length = 1;
        if (IsIdentifierStart(Peek(length)))
        {
            while (IsTagPart(Peek(length)))
            {
                length++;
            }
        }

        return Peek(length) == '$' ? length + 1 : 0;
    }

    // ${name}; 0 when it is none
    int PlaceholderLength()
    {
        if (Peek(1) != '{' || !(char.IsAsciiLetter(Peek(2)) || Peek(2) == '_'))
        {
            return 0;
        }

        var length = 3;
        while (Peek(length) is '_' or '.' or '-' || char.IsAsciiLetterOrDigit(Peek(length)))
        {
            length++;
        }

        return Peek(length) == '}' ? length + 1 : 0;
    }
}
