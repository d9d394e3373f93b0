namespace Turnstone.Sql;

/// <summary>What a token is; the names follow the rules of PostgreSQL's <c>scan.l</c>.</summary>
public enum TokenKind : byte
{
    /// <summary>No token: the text is at its end.</summary>
    None,

    Whitespace,
    LineComment,
    BlockComment,

    /// <summary>A keyword or an unquoted name: which of them depends on where it stands.</summary>
    Word,

    /// <summary><c>"a name"</c></summary>
    QuotedIdentifier,

    /// <summary><c>U&amp;"n\0061me"</c></summary>
    UnicodeIdentifier,

    /// <summary><c>'…'</c>, read by the setting <c>standard_conforming_strings</c>.</summary>
    String,

    /// <summary><c>E'…'</c></summary>
    EscapeString,

    /// <summary><c>U&amp;'…'</c></summary>
    UnicodeString,

    /// <summary><c>N'…'</c></summary>
    NationalString,

    /// <summary><c>B'…'</c></summary>
    BitString,

    /// <summary><c>X'…'</c></summary>
    HexString,

    /// <summary><c>$tag$…$tag$</c></summary>
    DollarString,

    Number,

    /// <summary>A number or parameter that runs into letters, <c>1a</c> or <c>1e+</c>: an error since PostgreSQL 15, two tokens before.</summary>
    JunkNumber,

    /// <summary><c>$1</c></summary>
    Parameter,

    /// <summary><c>${name}</c>, which is Turnstone's and not PostgreSQL's.</summary>
    Placeholder,

    Operator,
    Comma,
    OpenParenthesis,
    CloseParenthesis,
    OpenBracket,
    CloseBracket,
    Dot,
    DotDot,
    Semicolon,
    Colon,

    /// <summary><c>::</c></summary>
    TypeCast,

    /// <summary><c>:=</c></summary>
    ColonEquals,

    /// <summary><c>=></c></summary>
    EqualsGreater,

    /// <summary>A character that begins nothing in SQL.</summary>
    Other,

    /// <summary>A block comment that reaches the end of the text.</summary>
    UnterminatedComment,

    /// <summary>A quoted string of any sort but dollar quotes that reaches the end of the text.</summary>
    UnterminatedString,

    /// <summary>A dollar-quoted string that reaches the end of the text.</summary>
    UnterminatedDollarString,

    /// <summary>A quoted identifier that reaches the end of the text.</summary>
    UnterminatedIdentifier,
}
