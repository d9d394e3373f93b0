namespace Turnstone.Sql.Queries;

using System.Collections.Immutable;
using Turnstone.Sql.Expressions;
using Turnstone.Sql.Syntax;

/// <summary>Reads XMLTABLE and JSON_TABLE.</summary>
static class DataTable
{
    public static TableFunction Read(SyntaxReader reader, int start, bool isLateral)
    {
        var keyword = reader.ExpectOneOf("XMLTABLE", "JSON_TABLE");
        var operands = ImmutableArray.CreateBuilder<Expression>();
        reader.Expect(TokenKind.OpenParenthesis);
        if (keyword == "XMLTABLE")
        {
            Xml(reader, operands);
        }
        else
        {
            Json(reader, operands);
        }

        reader.Expect(TokenKind.CloseParenthesis);
        var call = new KeywordCall(reader.SpanFrom(start), keyword, operands.DrainToImmutable(), null);
        var alias = Alias.Parser.TryRead(reader);
        return new(reader.SpanFrom(start), isLateral, [call], false, alias);
    }

    static void Xml(SyntaxReader reader, ImmutableArray<Expression>.Builder operands)
    {
        if (reader.Take("XMLNAMESPACES"))
        {
            operands.AddRange(reader.Parenthesised(Namespace));
            reader.Expect(TokenKind.Comma);
        }

        operands.Add(Expression.Parser.ReadPrimary(reader));
        KeywordCall.XmlPassing(reader, operands);
        reader.Expect("COLUMNS");
        do
        {
            XmlColumn(reader, operands);
        }
        while (reader.Take(TokenKind.Comma));
    }

    static Expression Namespace(SyntaxReader reader)
    {
        var isDefault = reader.Take("DEFAULT");
        var name = Expression.Parser.ReadRestricted(reader);
        if (!isDefault)
        {
            reader.Expect("AS");
            reader.ColLabel();
        }

        return name;
    }

    static void XmlColumn(SyntaxReader reader, ImmutableArray<Expression>.Builder operands)
    {
        reader.ColId();
        if (reader.Take("FOR"))
        {
            reader.Expect("ORDINALITY");
            return;
        }

        TypeName.Parser.Read(reader);
        var seen = new HashSet<string>();
        while (!reader.Is(TokenKind.Comma) && !reader.Is(TokenKind.CloseParenthesis) && reader.Error is null)
        {
            var mark = reader.Mark();
            var option = XmlOption(reader);
            if (!seen.Add(option))
            {
                reader.Reset(mark);
                reader.Fail(option == "null" ? "conflicting or redundant NULL / NOT NULL declarations" : $"only one {option.ToUpperInvariant()} value is allowed");
            }

            if (option != "null")
            {
                operands.Add(Expression.Parser.ReadRestricted(reader));
            }
        }
    }

    // A quoted one is one as well.
    static string XmlOption(SyntaxReader reader)
    {
        if (reader.Take("NOT", "NULL") || reader.Take("NULL"))
        {
            return "null";
        }

        if (reader.Take("DEFAULT"))
        {
            return "default";
        }

        var mark = reader.Mark();
        var name = reader.ColId().Name;
        if (name is not ("default" or "path"))
        {
            reader.Reset(mark);
            reader.Fail(name == "__pg__is_not_null" ? $"option name \"{name}\" cannot be used in XMLTABLE" : $"unrecognized column option \"{name}\"");
        }

        return name;
    }

    static void Json(SyntaxReader reader, ImmutableArray<Expression>.Builder operands)
    {
        operands.Add(Expression.Parser.Read(reader));
        KeywordCall.JsonFormat(reader);
        reader.Expect(TokenKind.Comma);
        var path = Expression.Parser.Read(reader);
        if (path is not Constant { Kind: ConstantKind.String })
        {
            reader.Fail("only string constants are supported in JSON_TABLE path specification");
        }

        operands.Add(path);
        if (reader.Take("AS"))
        {
            reader.ColId();
        }

        KeywordCall.JsonPassing(reader, operands);
        JsonColumns(reader, operands);
        if (reader.TakeOneOf("ERROR", "EMPTY", "NULL", "TRUE", "FALSE", "UNKNOWN") is { } behaviour)
        {
            _ = behaviour == "EMPTY" && reader.TakeOneOf("ARRAY", "OBJECT") is not null;
            reader.Expect("ON", "ERROR");
        }
        else if (reader.Take("DEFAULT"))
        {
            operands.Add(Expression.Parser.Read(reader));
            reader.Expect("ON", "ERROR");
        }
    }

    static void JsonColumns(SyntaxReader reader, ImmutableArray<Expression>.Builder operands)
    {
        reader.Expect("COLUMNS");
        reader.Expect(TokenKind.OpenParenthesis);
        do
        {
            JsonColumn(reader, operands);
        }
        while (reader.Take(TokenKind.Comma));

        reader.Expect(TokenKind.CloseParenthesis);
    }

    static void JsonColumn(SyntaxReader reader, ImmutableArray<Expression>.Builder operands)
    {
        if (reader.Is("NESTED") && (reader.IsAhead(1, "PATH") || reader.Ahead(1).Kind.IsString()) && reader.Enter())
        {
            reader.Next();
            _ = reader.Take("PATH");
            reader.String();
            if (reader.Take("AS"))
            {
                reader.ColId();
            }

            JsonColumns(reader, operands);
            reader.Leave();
            return;
        }

        reader.ColId();
        if (reader.Take("FOR"))
        {
            reader.Expect("ORDINALITY");
            return;
        }

        TypeName.Parser.Read(reader);
        var exists = reader.Take("EXISTS");
        _ = !exists && JsonFormat(reader);
        if (reader.Take("PATH"))
        {
            reader.String();
        }

        KeywordCall.JsonBehaviours(reader, operands, exists ? "JSON_EXISTS" : "COLUMN");
    }

    static bool JsonFormat(SyntaxReader reader)
    {
        KeywordCall.JsonFormat(reader);
        return true;
    }
}
