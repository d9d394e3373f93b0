namespace Turnstone.Sql.PlPgSql;

using System.Collections.Immutable;
using Turnstone.Sql.Syntax;

/// <summary>Reads PL/pgSQL over the tokens of its body, which are those of SQL.</summary>
sealed partial class PlReader(SyntaxReader reader)
{
    // Up to where lines are counted: the next text stands behind the last one.
    (int At, TextPosition Position) counted = (0, reader.Slice.Position);

    /// <summary>The block that a body is.</summary>
    public PlBlock ReadWhole()
    {
        while (IsDirective())
        {
            SkipLine();
        }

        var start = reader.Start;
        var block = ReadBlock(start, ReadLabel());
        _ = reader.Take(TokenKind.Semicolon);
        reader.ExpectEnd();
        return block;
    }

    // #variable_conflict use_column
    bool IsDirective() => reader.IsOperator("#");

    void SkipLine()
    {
        reader.Next();
        reader.ColLabel();
        reader.ColLabel();
    }

    // <<name>>
    Identifier? ReadLabel()
    {
        if (!reader.TakeOperator("<<"))
        {
            return null;
        }

        var label = reader.ColLabel();
        reader.ExpectOperator(">>");
        return label;
    }

    PlBlock ReadBlock(int start, Identifier? label)
    {
        var declarations = reader.Take("DECLARE") || IsName("declare") && TakeName() ? ReadDeclarations() : [];
        ExpectName("begin");
        var statements = ReadStatements("end", "exception");
        var handlers = TakeName("exception") ? ReadHandlers() : [];
        ExpectName("end");
        SkipLabel();
        return new(reader.SpanFrom(start), label, declarations, statements, handlers);
    }

    void SkipLabel()
    {
        if (reader.IsColLabel())
        {
            reader.ColLabel();
        }
    }

    ImmutableArray<PlDeclaration> ReadDeclarations()
    {
        var all = ImmutableArray.CreateBuilder<PlDeclaration>();
        while (!IsName("begin") && reader.Error is null)
        {
            if (reader.AtEnd)
            {
                reader.Fail();
            }
            else if (!TakeName("declare") && ReadLabel() is null)
            {
                all.Add(ReadDeclaration());
            }
        }

        return all.ToImmutable();
    }

    PlDeclaration ReadDeclaration()
    {
        var start = reader.Start;
        var name = reader.ColLabel();
        PlText? value = null;
        while (!reader.Is(TokenKind.Semicolon) && !reader.AtEnd)
        {
            var isValue = reader.Is(TokenKind.ColonEquals) || reader.IsOperator("=") || reader.Is("DEFAULT");
            var isQuery = reader.Word is "FOR" or "IS" && reader.Ahead(1).Word is "SELECT" or "WITH" or "VALUES" or "TABLE";
            if (isValue || isQuery)
            {
                reader.Next();
                value = isQuery ? ReadSql() : ReadExpression();
                break;
            }

            SkipGroup();
        }

        reader.Expect(TokenKind.Semicolon);
        return new(reader.SpanFrom(start), name, value);
    }

    ImmutableArray<PlHandler> ReadHandlers()
    {
        var all = ImmutableArray.CreateBuilder<PlHandler>();
        while (reader.Is("WHEN"))
        {
            var start = reader.Start;
            reader.Expect("WHEN");
            var conditions = SpanUntil("then");
            ExpectName("then");
            var statements = ReadStatements("end", "when");
            all.Add(new(reader.SpanFrom(start), conditions, statements));
        }

        return all.ToImmutable();
    }

    ImmutableArray<PlNode> ReadStatements(params ReadOnlySpan<string> ends)
    {
        var all = ImmutableArray.CreateBuilder<PlNode>();
        if (!reader.Enter())
        {
            return [];
        }

        while (!IsOneOf(ends) && reader.Error is null)
        {
            if (reader.AtEnd)
            {
                reader.Fail();
                break;
            }

            all.Add(ReadStatement());
            reader.Expect(TokenKind.Semicolon);
        }

        reader.Leave();
        return all.DrainToImmutable();
    }

    bool IsOneOf(ReadOnlySpan<string> words)
    {
        foreach (var word in words)
        {
            if (IsName(word))
            {
                return true;
            }
        }

        return false;
    }

    // Its own words are not all the grammar's: elsif, loop.
    bool IsName(string word) => reader.Kind == TokenKind.Word && reader.Text.Equals(word, StringComparison.OrdinalIgnoreCase);

    bool IsNameAhead(int distance, string word)
    {
        var token = reader.Ahead(distance);
        return token.Kind == TokenKind.Word && reader.Slice.Text.AsSpan(token.Start, token.End - token.Start).Equals(word, StringComparison.OrdinalIgnoreCase);
    }

    bool TakeName(string word)
    {
        if (!IsName(word))
        {
            return false;
        }

        reader.Next();
        return true;
    }

    bool TakeName()
    {
        reader.Next();
        return true;
    }

    void ExpectName(string word)
    {
        if (!TakeName(word))
        {
            reader.Fail();
        }
    }

    void SkipGroup()
    {
        var depth = 0;
        do
        {
            depth += reader.Kind switch
            {
                TokenKind.OpenParenthesis or TokenKind.OpenBracket => 1,
                TokenKind.CloseParenthesis or TokenKind.CloseBracket => -1,
                _ => 0,
            };
            reader.Next();
        }
        while (depth > 0 && !reader.AtEnd);
    }

    // Up to one of these words outside of parentheses; CASE … END is passed as a whole.
    TextSpan SpanUntil(params ReadOnlySpan<string> words)
    {
        var (start, cases) = (reader.Start, 0);
        while (!reader.AtEnd && !reader.Is(TokenKind.Semicolon) && !(cases == 0 && IsOneOf(words)))
        {
            cases += reader.Is("CASE") ? 1 : reader.Is("END") ? -1 : 0;
            SkipGroup();
        }

        var span = reader.SpanFrom(start);
        if (span.Length <= 0)
        {
            reader.Fail();
        }

        return span;
    }

    /// <summary>An expression up to one of these words, or to its semicolon.</summary>
    PlText ReadExpression(params ReadOnlySpan<string> words)
    {
        const string select = "SELECT ";
        var span = SpanUntil(words);
        return Text(span, select + Of(span), span.Start - select.Length);
    }

    /// <summary>A statement of SQL up to its semicolon, or one of these words.</summary>
    PlText ReadSql(params ReadOnlySpan<string> words)
    {
        var span = SpanUntil(words);
        return Text(span, Of(span), span.Start);
    }

    string Of(TextSpan span) => span.Length > 0 ? reader.Slice.Text.Substring(span.Start, span.Length) : "";

    PlText Text(TextSpan span, string text, int shift)
    {
        if (span.Start > counted.At)
        {
            counted = (span.Start, counted.Position.After(reader.Slice.Text.AsSpan(counted.At, span.Start - counted.At)));
        }

        var slice = new StatementSlice(text, 1, counted.Position, "", CopiesFromStdin: false) { StandardStrings = reader.Slice.StandardStrings };
        return new(span, Parser.Parse(slice, reader.Version), shift);
    }
}
