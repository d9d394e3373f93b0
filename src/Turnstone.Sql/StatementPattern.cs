namespace Turnstone.Sql;

/// <summary>The beginning of a kind of statement, written nearly as PostgreSQL's manual writes a synopsis.</summary>
/// <remarks>
/// A word is a keyword, <c>A|B</c> one of several, <c>A?</c> one that may be missing. <c>name</c> in angle brackets is a qualified name,
/// <c>&lt;targets></c> one or more that are handed out,
/// <c>&lt;string></c> a literal, <c>&lt;number></c> a whole number, <c>&lt;group></c> something in parentheses, <c>&lt;end></c> the statement's end. <c>…</c> is anything
/// outside of parentheses. <c>(x)</c>, <c>(x=on)</c>, <c>(x=off)</c> is a list of options in which x is given, is not off, is off.
/// </remarks>
sealed class StatementPattern(string synopsis)
{
    readonly string[] parts = synopsis.Split(' ');

    /// <summary>Whether the statement begins like this.</summary>
    public bool Matches(TokenReader statement) => Matches(statement, []);

    /// <summary>Whether the statement begins like this.</summary>
    /// <param name="targets">Empty at first; gets the names that stand for <c>&lt;targets></c>, as PostgreSQL keeps them, null for one that is not known.</param>
    public bool Matches(TokenReader statement, List<ObjectName?> targets)
    {
        var part = 0;
        var afterEllipsis = -1;
        var retry = statement;
        while (part < parts.Length)
        {
            if (parts[part] == "…")
            {
                afterEllipsis = ++part;
                retry = statement;
            }
            else if (Take(parts[part], ref statement, targets))
            {
                part++;
            }
            else if (afterEllipsis < 0 || retry.AtEnd)
            {
                return false;
            }
            else
            {
                retry.SkipGroup();
                statement = retry;
                part = afterEllipsis;
            }
        }

        return true;
    }

    static bool Take(ReadOnlySpan<char> part, ref TokenReader statement, List<ObjectName?> targets) => part switch
    {
        [.., '?'] => Take(part[..^1], ref statement, targets) || true,
        "<targets>" => TakeTargets(ref statement, targets),
        "<name>" => statement.SkipName(),
        "<string>" => statement.Take(TokenKind.String),
        "<number>" => TakeNumber(ref statement),
        "<end>" => statement.AtEnd,
        "<group>" => TakeGroup(ref statement),
        ['(', .. var option, ')'] => OptionList.Holds(statement, option) && TakeGroup(ref statement),
        _ => TakeOneOf(part, ref statement),
    };

    // ONLY before a table and a star behind it say nothing of which it is.
    static bool TakeTargets(ref TokenReader statement, List<ObjectName?> targets)
    {
        do
        {
            _ = statement.Take("ONLY");
            var ahead = statement;
            var name = ahead.TakeName();
            if (!statement.SkipName())
            {
                targets.Clear();
                return false;
            }

            targets.Add(name);
            _ = statement.Kind == TokenKind.Operator && statement.Text is "*" && statement.Take(TokenKind.Operator);
        }
        while (statement.Take(TokenKind.Comma));

        return true;
    }

    static bool TakeNumber(ref TokenReader statement)
    {
        _ = statement.Kind == TokenKind.Operator && statement.Text is "-" && statement.Take(TokenKind.Operator);
        return statement.Take(TokenKind.Number);
    }

    static bool TakeGroup(ref TokenReader statement)
    {
        if (statement.Kind != TokenKind.OpenParenthesis)
        {
            return false;
        }

        statement.SkipGroup();
        return true;
    }

    static bool TakeOneOf(ReadOnlySpan<char> keywords, ref TokenReader statement)
    {
        foreach (var range in keywords.Split('|'))
        {
            if (statement.Take(keywords[range]))
            {
                return true;
            }
        }

        return false;
    }
}
