namespace Turnstone.Sql;

using System.Text;

/// <summary>Goes forward over the significant tokens of a text, reading them from the text again on demand; a copy of it looks ahead.</summary>
public ref partial struct TokenReader
{
    Lexer lexer;
    Token current;

    /// <summary>Stands on the first significant token of a text.</summary>
    public TokenReader(ReadOnlySpan<char> text, bool standardStrings = true)
    {
        lexer = new Lexer(text, standardStrings: standardStrings);
        Next();
    }

    /// <summary>Stands on the first token of a statement.</summary>
    public TokenReader(StatementSlice statement)
        : this(statement.Text, statement.StandardStrings)
    {
    }

    /// <summary>The token that the reader stands on; of kind <see cref="TokenKind.None"/> at the end.</summary>
    public readonly Token Current => current;

    public readonly TokenKind Kind => current.Kind;

    public readonly bool AtEnd => current.Kind == TokenKind.None;

    /// <summary>The text of the token that the reader stands on.</summary>
    public readonly ReadOnlySpan<char> Text => lexer.TextOf(current);

    /// <summary>Goes on to the next significant token.</summary>
    public void Next()
    {
        while (lexer.Read(out current) && current.Kind.IsTrivia())
        {
        }
    }

    /// <summary>Whether the reader stands on this keyword. A quoted name is none.</summary>
    public readonly bool Is(ReadOnlySpan<char> keyword) => Kind == TokenKind.Word && Ascii.EqualsIgnoreCase(Text, keyword);

    /// <summary>Whether the reader stands on these keywords, which a single blank separates.</summary>
    public readonly bool Peek(ReadOnlySpan<char> keywords)
    {
        var ahead = this;
        return ahead.Take(keywords);
    }

    /// <summary>Passes these keywords if all of them stand here; otherwise stays where it is.</summary>
    public bool Take(ReadOnlySpan<char> keywords)
    {
        var ahead = this;
        foreach (var range in keywords.Split(' '))
        {
            if (!ahead.Is(keywords[range]))
            {
                return false;
            }

            ahead.Next();
        }

        this = ahead;
        return true;
    }

    /// <summary>Passes a token of this kind if one stands here.</summary>
    public bool Take(TokenKind kind)
    {
        if (Kind != kind || AtEnd)
        {
            return false;
        }

        Next();
        return true;
    }

    /// <summary>Passes a name, qualified or not; placeholders and words that run into each other are parts of one name.</summary>
    public bool SkipName()
    {
        if (!Kind.IsName())
        {
            return false;
        }

        do
        {
            SkipNamePart();
        }
        while (Take(TokenKind.Dot) && Kind.IsName());

        return true;
    }

    /// <summary>Passes a parenthesised or bracketed group with all that is in it, or a single token.</summary>
    public void SkipGroup()
    {
        var depth = 0;
        do
        {
            depth += Kind switch
            {
                TokenKind.OpenParenthesis or TokenKind.OpenBracket => 1,
                TokenKind.CloseParenthesis or TokenKind.CloseBracket => -1,
                _ => 0,
            };
            Next();
        }
        while (depth > 0 && !AtEnd);
    }

    /// <summary>Goes on to these keywords outside of parentheses and brackets; at the end of the text it says false.</summary>
    public bool SkipTo(ReadOnlySpan<char> keywords)
    {
        while (!AtEnd && !Peek(keywords))
        {
            SkipGroup();
        }

        return !AtEnd;
    }

    // ${schema}old."t": the parts of `${schema}old` touch.
    void SkipNamePart()
    {
        int end;
        bool wasPlaceholder;
        do
        {
            end = current.Span.End;
            wasPlaceholder = Kind == TokenKind.Placeholder;
            Next();
        }
        while (Kind.IsName() && current.Span.Start == end && (wasPlaceholder || Kind == TokenKind.Placeholder));
    }
}
