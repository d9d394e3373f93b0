namespace Turnstone.Sql.Clauses;

using System.Collections.Immutable;
using Turnstone.Sql.Syntax;

/// <summary>Reads the options of COPY, as they are written in parentheses and as they once were without.</summary>
static class CopyOptions
{
    public static ImmutableArray<CommandOption> Read(SyntaxReader reader)
    {
        if (reader.Is(TokenKind.OpenParenthesis))
        {
            return reader.Parenthesised(Named);
        }

        var options = ImmutableArray.CreateBuilder<CommandOption>();
        while (reader.Word is "BINARY" or "FREEZE" or "CSV" or "HEADER" or "DELIMITER" or "NULL" or "QUOTE" or "ESCAPE" or "ENCODING" or "FORCE")
        {
            options.Add(Bare(reader));
        }

        return options.DrainToImmutable();
    }

    /// <summary><c>[USING] DELIMITERS ','</c>, if it stands here.</summary>
    public static ImmutableArray<CommandOption> ReadDelimiters(SyntaxReader reader)
    {
        var start = reader.Start;
        if (!reader.Is("USING") && !reader.Is("DELIMITERS"))
        {
            return [];
        }

        _ = reader.Take("USING");
        reader.Expect("DELIMITERS");
        var value = reader.String();
        return [new(reader.SpanFrom(start), "delimiter", value, false)];
    }

    static CommandOption Bare(SyntaxReader reader)
    {
        var start = reader.Start;
        var word = reader.ExpectOneOf("BINARY", "FREEZE", "CSV", "HEADER", "DELIMITER", "NULL", "QUOTE", "ESCAPE", "ENCODING", "FORCE");
        if (word == "FORCE")
        {
            return Forced(reader, start);
        }

        TextSpan? value = null;
        if (word is not ("BINARY" or "FREEZE" or "CSV" or "HEADER"))
        {
            _ = word != "ENCODING" && reader.Take("AS");
            value = reader.String();
        }

        return new(reader.SpanFrom(start), word.ToLowerInvariant(), value, false);
    }

    // FORCE NOT NULL a, b
    static CommandOption Forced(SyntaxReader reader, int start)
    {
        var what = reader.Take("NOT", "NULL") ? "force_not_null" : reader.ExpectOneOf("QUOTE", "NULL") == "QUOTE" ? "force_quote" : "force_null";
        var columns = reader.Start;
        if (reader.IsOperator("*"))
        {
            if (what != "force_quote")
            {
                reader.Since(PgVersion.V17, "FORCE NULL *");
            }

            reader.Next();
        }
        else
        {
            reader.List(static one => one.ColId());
        }

        return new(reader.SpanFrom(start), what, reader.SpanFrom(columns), false);
    }

    static CommandOption Named(SyntaxReader reader)
    {
        var start = reader.Start;
        var name = reader.ColLabel().Name;
        if (reader.Kind is TokenKind.Comma or TokenKind.CloseParenthesis)
        {
            return new(reader.SpanFrom(start), name, null, false);
        }

        var value = reader.Start;
        if (reader.Is(TokenKind.OpenParenthesis))
        {
            reader.Parenthesised(Word);
        }
        else if (!reader.TakeOperator("*") && !(reader.Version >= PgVersion.V17 && reader.Take("DEFAULT")))
        {
            SettingChange.Parser.Value(reader);
        }

        return new(reader.SpanFrom(start), name, reader.SpanFrom(value), false);
    }

    static TextSpan Word(SyntaxReader reader)
    {
        if (reader.Kind is TokenKind.Number or TokenKind.Operator)
        {
            reader.Fail();
        }

        return SettingChange.Parser.Value(reader);
    }
}
