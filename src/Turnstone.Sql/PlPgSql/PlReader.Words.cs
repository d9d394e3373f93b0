namespace Turnstone.Sql.PlPgSql;

using System.Collections.Immutable;
using System.Text;
using Turnstone.Sql.Statements;
using Turnstone.Sql.Syntax;

/// <content>Its words, names, and what ends an expression.</content>
sealed partial class PlReader
{
    bool Is(string word) => Is(0, word);

    bool Is(int distance, string word) => reader.Ahead(distance) is { Kind: TokenKind.Word } token && Ascii.EqualsIgnoreCase(reader.TextOf(token), word);

    bool Take(string word)
    {
        if (!Is(word))
        {
            return false;
        }

        reader.Next();
        return true;
    }

    string? TakeOneOf(params ReadOnlySpan<string> words)
    {
        foreach (var word in words)
        {
            if (Take(word))
            {
                return word;
            }
        }

        return null;
    }

    void Expect(string word)
    {
        if (!Take(word))
        {
            reader.Fail();
        }
    }

    string ExpectOneOf(params ReadOnlySpan<string> words)
    {
        if (TakeOneOf(words) is { } word)
        {
            return word;
        }

        reader.Fail();
        return "";
    }

    // any_identifier
    Identifier ReadName()
    {
        if (reader.Kind == TokenKind.Word && PlWord.IsReserved(reader.Text))
        {
            reader.Fail();
        }

        return reader.ColLabel();
    }

    /// <summary>A variable with its fields, and what follows behind commas; whether they exist is not asked.</summary>
    TextSpan ReadVariables()
    {
        var start = reader.Start;
        do
        {
            ReadVariable();
        }
        while (reader.Take(TokenKind.Comma));

        return reader.SpanFrom(start);
    }

    TextSpan ReadVariable()
    {
        var start = reader.Start;
        if (!MayBeVariable())
        {
            reader.Fail();
        }
        else if (!reader.Take(TokenKind.Parameter))
        {
            _ = ReadName();
        }

        for (var fields = 0; fields < 2 && reader.Take(TokenKind.Dot); fields++)
        {
            reader.ColLabel();
        }

        return reader.SpanFrom(start);
    }

    void Declare(Identifier variable)
    {
        if (PlWord.IsUnreserved(variable.Name, reader.Version))
        {
            variables?.Add(variable);
        }
    }

    // A word of its own is one where it is declared, or has dots behind it.
    bool MayBeVariable() => variables is null || reader.Kind != TokenKind.Word || reader.Ahead(1).Kind == TokenKind.Dot
        || !PlWord.IsUnreserved(reader.Text, reader.Version) || variables.Contains(new(IdentifierText.Folded(reader.Text)));

    static bool IsEqual(TokenKind kind, ReadOnlySpan<char> text) => kind == TokenKind.ColonEquals || kind == TokenKind.Operator && text is "=";

    bool IsAssigned(in SyntaxToken token) => IsEqual(token.Kind, reader.TextOf(token));

    void ExpectAssignment()
    {
        if (!IsAssigned(reader.Ahead(0)))
        {
            reader.Fail();
        }

        reader.Next();
    }

    /// <summary>Where the first of these tokens stands outside of parentheses, and which it is.</summary>
    int Find(bool isExpression, out string found, params ReadOnlySpan<string> ends)
    {
        found = "";
        var depth = 0;
        for (var distance = 0; reader.Error is null; distance++)
        {
            ref readonly var token = ref reader.Ahead(distance);
            if (depth == 0 && Match(token, ends) is { } end)
            {
                found = end;
                return reader.Mark() + distance;
            }

            depth += token.Kind switch
            {
                TokenKind.OpenParenthesis or TokenKind.OpenBracket => 1,
                TokenKind.CloseParenthesis or TokenKind.CloseBracket => -1,
                _ => 0,
            };
            if (depth < 0 || token.Kind is TokenKind.None or TokenKind.Semicolon)
            {
                reader.Skip(reader.Mark() + distance);
                reader.Fail(depth != 0 ? "mismatched parentheses" : $"missing \"{ends[0].ToUpperInvariant()}\" at end of SQL {(isExpression ? "expression" : "statement")}");
            }
        }

        return reader.Mark();
    }

    string? Match(in SyntaxToken token, ReadOnlySpan<string> ends)
    {
        if (token.Kind is not (TokenKind.Word or TokenKind.Comma or TokenKind.Semicolon or TokenKind.DotDot or TokenKind.CloseParenthesis))
        {
            return null;
        }

        var text = reader.TextOf(token);
        foreach (var end in ends)
        {
            if (Ascii.EqualsIgnoreCase(text, end))
            {
                return end;
            }
        }

        return null;
    }

    /// <summary>An expression up to one of these tokens.</summary>
    Select ReadExpression(params ReadOnlySpan<string> ends) => ReadExpressionUntil(Find(isExpression: true, out _, ends));

    Select ReadExpressionUntil(int end)
    {
        if (end == reader.Mark())
        {
            reader.Fail("missing expression");
            end = reader.Mark();
        }

        return reader.Until(end, Select.Parser.ReadValue);
    }

    /// <summary>Expressions with commas between them, up to one of these tokens.</summary>
    ImmutableArray<Select> ReadExpressions(params ReadOnlySpan<string> ends)
    {
        var all = ImmutableArray.CreateBuilder<Select>();
        do
        {
            all.Add(ReadExpression([",", .. ends]));
        }
        while (reader.Take(TokenKind.Comma));

        return all.DrainToImmutable();
    }

    /// <summary>A statement of SQL up to its semicolon.</summary>
    Statement ReadSql() => ReadSqlUntil(Find(isExpression: false, out _, ";"));

    Statement ReadSqlUntil(int end)
    {
        if (end == reader.Mark())
        {
            reader.Fail("missing SQL statement");
            end = reader.Mark();
        }

        return reader.Until(end, NestedStatement.Read);
    }
}
