namespace Turnstone.Sql;

/// <content>Names and strings as PostgreSQL keeps them.</content>
public ref partial struct TokenReader
{
    /// <summary>
    /// Passes a name, qualified or not, and gives it as PostgreSQL keeps it; null where none stands. One with a placeholder in it is none: what
    /// it is, is not known.
    /// </summary>
    public ObjectName? TakeName()
    {
        var ahead = this;
        if (ahead.TakeIdentifier() is not { } name)
        {
            return null;
        }

        Identifier? schema = null;
        for (var parts = 1; ahead.Take(TokenKind.Dot); parts++)
        {
            // Of three, the first can only be the database itself.
            if (parts == 3 || ahead.TakeIdentifier() is not { } next)
            {
                return null;
            }

            (schema, name) = (name, next);
        }

        this = ahead;
        return new(schema, name);
    }

    /// <summary>Passes a name without a schema and gives it as PostgreSQL keeps it; null where none stands.</summary>
    public Identifier? TakeIdentifier()
    {
        var ahead = this;
        var name = Kind switch
        {
            TokenKind.Word => IdentifierText.Folded(Text),
            TokenKind.QuotedIdentifier => IdentifierText.Unquoted(Text),
            TokenKind.UnicodeIdentifier => ahead.Unescaped(),
            _ => null,
        };
        if (string.IsNullOrEmpty(name))
        {
            return null;
        }

        var end = ahead.current.Span.End;
        ahead.Next();
        if (ahead.Kind == TokenKind.Placeholder && ahead.current.Span.Start == end)
        {
            return null;
        }

        this = ahead;
        return IdentifierText.Kept(name);
    }

    /// <summary>Passes a string and gives what it says; null where none stands, or one that takes more than leaving out its quotes.</summary>
    public string? TakeString()
    {
        var quoted = Kind switch
        {
            TokenKind.String => Text[1..^1],
            TokenKind.EscapeString or TokenKind.NationalString => Text[2..^1],
            TokenKind.DollarString => Text[(Text[1..].IndexOf('$') + 2)..^(Text[1..].IndexOf('$') + 2)],
            _ => default,
        };
        // Parts on several lines, escapes.
        var isPlain = Kind == TokenKind.DollarString
            || !quoted.Contains('\\') && !quoted.ToString().Replace("''", "", StringComparison.Ordinal).Contains('\'', StringComparison.Ordinal);
        if (Kind is not (TokenKind.String or TokenKind.EscapeString or TokenKind.NationalString or TokenKind.DollarString) || !isPlain)
        {
            return null;
        }

        var said = Kind == TokenKind.DollarString ? quoted.ToString() : quoted.ToString().Replace("''", "'", StringComparison.Ordinal);
        Next();
        return said;
    }

    // U&"d!0061t" UESCAPE '!': stands on the last token of it afterwards.
    string? Unescaped()
    {
        var text = Text;
        var escape = '\\';
        var ahead = this;
        ahead.Next();
        if (ahead.Take("UESCAPE"))
        {
            if (ahead.Kind != TokenKind.String || ahead.Text.Length != 3)
            {
                return null;
            }

            escape = ahead.Text[1];
            this = ahead;
        }

        return IdentifierText.Unescaped(text, escape);
    }
}
