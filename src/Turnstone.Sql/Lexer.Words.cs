namespace Turnstone.Sql;

using System.Buffers;

/// <content>Words, numbers and operators.</content>
public ref partial struct Lexer
{
    // The characters that PostgreSQL's operators have and the standard's do not.
    static readonly SearchValues<char> OwnOperators = SearchValues.Create("~!@#^&|`?%");

    static readonly SearchValues<char> Decimal = SearchValues.Create("0123456789");
    static readonly SearchValues<char> Hexadecimal = SearchValues.Create("0123456789abcdefABCDEF");
    static readonly SearchValues<char> Octal = SearchValues.Create("01234567");
    static readonly SearchValues<char> Binary = SearchValues.Create("01");

    // xbstart, xhstart, xnstart, xestart, xusstart, xuistart, identifier
    TokenKind Word()
    {
        if (Peek(1) is not ('\'' or '&'))
        {
            TakeIdentifier();
            return TokenKind.Word;
        }

        switch (Peek(), Peek(1))
        {
            case ('b' or 'B', '\''): return Prefixed(1, TokenKind.BitString, Escapes.None);
            case ('x' or 'X', '\''): return Prefixed(1, TokenKind.HexString, Escapes.None);
            case ('e' or 'E', '\''): return Prefixed(1, TokenKind.EscapeString, Escapes.Backslash);
            case ('n' or 'N', '\''): return Prefixed(1, TokenKind.NationalString, PlainEscapes);
            case ('u' or 'U', '&') when Peek(2) == '\'': return Prefixed(2, TokenKind.UnicodeString, Escapes.Doubled);
            case ('u' or 'U', '&') when Peek(2) == '"':
                at += 2;
                return Identifier(TokenKind.UnicodeIdentifier);
        }

        TakeIdentifier();
        return TokenKind.Word;
    }

    TokenKind Prefixed(int prefix, TokenKind kind, Escapes escapes)
    {
        at += prefix;
        return String(kind, escapes);
    }

    // identifier: a dollar inside is part of it, unless a placeholder begins there
    void TakeIdentifier()
    {
        TakeTagParts();
        while (Peek() == '$' && PlaceholderLength() == 0)
        {
            at++;
            TakeTagParts();
        }
    }

    void TakeTagParts()
    {
        var rest = Rest;
        var length = 0;
        while (length < rest.Length && IsTagPart(rest[length]))
        {
            length++;
        }

        TakeUpTo(length);
    }

    // decinteger, hexinteger, octinteger, bininteger, numeric, numericfail, real, realfail, integer_junk, numeric_junk, real_junk
    TokenKind Number()
    {
        if (TakeRadixInteger())
        {
            // 0b12 is integer_junk: the identifier b12 runs on where the bininteger ends.
            var end = at;
            TakeIdentifier();
            return at == end ? TokenKind.Number : TokenKind.JunkNumber;
        }

        TakeDigits(Decimal);
        if (Peek() == '.' && Peek(1) != '.')
        {
            at++;
            TakeFraction();
        }

        return Peek() is 'e' or 'E' ? Exponent() : NumberOrJunk();
    }

    void TakeFraction()
    {
        if (char.IsAsciiDigit(Peek()))
        {
            TakeDigits(Decimal);
        }
    }

    TokenKind Exponent()
    {
        var sign = Peek(1) is '+' or '-' ? 1 : 0;
        if (char.IsAsciiDigit(Peek(1 + sign)))
        {
            at += 1 + sign;
            TakeDigits(Decimal);
            return NumberOrJunk();
        }

        return sign == 1 ? Take(2, TokenKind.JunkNumber) : NumberOrJunk();
    }

    // param, param_junk
    TokenKind Parameter()
    {
        at++;
        while (char.IsAsciiDigit(Peek()))
        {
            at++;
        }

        return NumberOrJunk() == TokenKind.Number ? TokenKind.Parameter : TokenKind.JunkNumber;
    }

    TokenKind NumberOrJunk()
    {
        if (!IsIdentifierStart(Peek()))
        {
            return TokenKind.Number;
        }

        TakeIdentifier();
        return TokenKind.JunkNumber;
    }

    bool TakeRadixInteger()
    {
        var digits = (Peek(), Peek(1)) switch
        {
            ('0', 'x' or 'X') => Hexadecimal,
            ('0', 'o' or 'O') => Octal,
            ('0', 'b' or 'B') => Binary,
            _ => null,
        };
        if (digits is null || !digits.Contains(Peek(Peek(2) == '_' ? 3 : 2)))
        {
            return false;
        }

        at += 2;
        TakeDigits(digits);
        return true;
    }

    // Digits with single underscores between (16+), or, after a radix prefix, before them.
    void TakeDigits(SearchValues<char> digits)
    {
        while (digits.Contains(Peek()) || (Peek() == '_' && digits.Contains(Peek(1))))
        {
            at++;
        }
    }

    // operator: neither a comment's start nor, in an operator of only SQL's own characters, a trailing plus or minus belongs to it
    TokenKind Operator()
    {
        if (at < signsEnd)
        {
            return Take(1, TokenKind.Operator);
        }

        var run = text.Slice(at, OperatorRun());
        var length = run.Length;
        if (run[^1] is '+' or '-' && !run.ContainsAny(OwnOperators))
        {
            length = Math.Max(1, run.LastIndexOfAnyExcept('+', '-') + 1);
            signsEnd = at + run.Length;
        }

        var isArrow = run[..length] is "=>";
        return Take(length, isArrow ? TokenKind.EqualsGreater : TokenKind.Operator);
    }

    int OperatorRun()
    {
        var length = 1;
        while (IsOperator(Peek(length)) && (Peek(length), Peek(length + 1)) is not (('/', '*') or ('-', '-')))
        {
            length++;
        }

        return length;
    }

    // ident_start, dolq_start: every character above ASCII is a letter
    static bool IsIdentifierStart(char c) => char.IsAsciiLetter(c) || c == '_' || c >= '\u0080';

    // dolq_cont; ident_cont is this and the dollar
    static bool IsTagPart(char c) => IsIdentifierStart(c) || char.IsAsciiDigit(c);

    // op_chars
    static bool IsOperator(char c) => c is '~' or '!' or '@' or '#' or '^' or '&' or '|' or '`' or '?'
        or '+' or '-' or '*' or '/' or '%' or '<' or '>' or '=';
}
