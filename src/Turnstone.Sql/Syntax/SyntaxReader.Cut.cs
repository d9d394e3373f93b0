namespace Turnstone.Sql.Syntax;

using System.Buffers;

/// <content>How a text becomes tokens.</content>
sealed partial class SyntaxReader
{
    // Nothing stands behind it, and no rule takes it.
    string? Unterminated()
    {
        var what = Kind switch
        {
            TokenKind.UnterminatedComment => "/* comment",
            TokenKind.UnterminatedDollarString => "dollar-quoted string",
            TokenKind.UnterminatedIdentifier => "quoted identifier",
            TokenKind.UnterminatedString => Text[0] is 'b' or 'B' ? "bit string literal" : Text[0] is 'x' or 'X' ? "hexadecimal string literal" : "quoted string",
            _ => null,
        };
        return what is null ? null : $"unterminated {what} at or near \"{Text}\"";
    }

    void Cut()
    {
        var lexer = new Lexer(text, standardStrings: slice.StandardStrings);
        while (lexer.Read(out var token))
        {
            if (token.Kind.IsTrivia() && token.Kind != TokenKind.UnterminatedComment)
            {
                continue;
            }

            if (token.Kind is TokenKind.JunkNumber or TokenKind.Number && IsJunk(token.Kind, lexer.TextOf(token)))
            {
                AddJunk(token.Span);
                continue;
            }

            if (token.Kind == TokenKind.Word && Keywords.Find(lexer.TextOf(token)) is { } keyword && keyword.IsIn(Version))
            {
                // What PostgreSQL 16 had of SQL/JSON made it none of the grammar's types yet.
                var kind = Version == PgVersion.V16 && keyword.Word == "JSON" ? KeywordKind.Unreserved : keyword.Kind;
                Add(new(token.Kind, token.Span.Start, token.Span.End, keyword.Word, kind, keyword.IsBareLabel));
                continue;
            }

            Add(new(token.Kind, token.Span.Start, token.Span.End, null, KeywordKind.None, true));
        }

        Add(End);
        count--;
    }

    // Hexadecimal and underscores came with 16.
    bool IsJunk(TokenKind kind, ReadOnlySpan<char> number) =>
        kind == TokenKind.JunkNumber || Version < PgVersion.V16 && (number.Contains('_') || number.Length > 1 && number[0] == '0' && char.IsAsciiLetter(number[1]) && number[1] is not ('e' or 'E'));

    // 14 read 1a as 1 and a; since then it is an error.
    void AddJunk(TextSpan span)
    {
        if (Version > PgVersion.V14)
        {
            Add(new(TokenKind.JunkNumber, span.Start, span.End, null, KeywordKind.None, false));
            return;
        }

        var junk = text.AsSpan(span.Start, span.Length);
        var digits = junk[0] == '$' ? 1 + Digits(junk[1..]) : NumberLength(junk);
        Add(new(junk[0] == '$' ? TokenKind.Parameter : TokenKind.Number, span.Start, span.Start + digits, null, KeywordKind.None, false));
        var sign = junk[digits..].IndexOfAny('+', '-') is >= 0 and var place ? digits + place : junk.Length;
        AddPart(TokenKind.Word, digits, sign);
        AddPart(TokenKind.Operator, sign, Math.Min(sign + 1, junk.Length));
        AddPart(TokenKind.Word, sign + 1, junk.Length);

        void AddPart(TokenKind kind, int from, int to)
        {
            if (from < to)
            {
                Add(new(kind, span.Start + from, span.Start + to, null, KeywordKind.None, kind == TokenKind.Word));
            }
        }
    }

    // 0.0e1a is 0.0e1 and a, 0.0e is 0.0 and e.
    static int NumberLength(ReadOnlySpan<char> text)
    {
        var length = Digits(text);
        length += length < text.Length && text[length] == '.' ? 1 + Digits(text[(length + 1)..]) : 0;
        if (length == text.Length || text[length] is not ('e' or 'E'))
        {
            return length;
        }

        var sign = text[(length + 1)..] is ['+' or '-', ..] ? 1 : 0;
        var exponent = Digits(text[(length + 1 + sign)..]);
        return exponent == 0 ? length : length + 1 + sign + exponent;
    }

    static int Digits(ReadOnlySpan<char> text) => text.IndexOfAnyExceptInRange('0', '9') is >= 0 and var digits ? digits : text.Length;

    void Add(SyntaxToken token)
    {
        if (count == tokens.Length)
        {
            var longer = ArrayPool<SyntaxToken>.Shared.Rent(count * 2);
            tokens.AsSpan().CopyTo(longer);
            ArrayPool<SyntaxToken>.Shared.Return(tokens);
            tokens = longer;
        }

        tokens[count++] = token;
    }
}
