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
        var columns = keyword == "XMLTABLE" ? Xml(reader, operands) : Json(reader, operands);
        reader.Expect(TokenKind.CloseParenthesis);
        var call = new KeywordCall(reader.SpanFrom(start), keyword, operands.DrainToImmutable(), null) { Columns = columns };
        var alias = Alias.Parser.TryRead(reader);
        return new(reader.SpanFrom(start), isLateral, [call], false, alias);
    }

    static ImmutableArray<DataColumn> Xml(SyntaxReader reader, ImmutableArray<Expression>.Builder operands)
    {
        if (reader.Take("XMLNAMESPACES"))
        {
            operands.AddRange(reader.Parenthesised(Namespace));
            reader.Expect(TokenKind.Comma);
        }

        operands.Add(Expression.Parser.ReadPrimary(reader));
        KeywordCall.XmlPassing(reader, operands);
        reader.Expect("COLUMNS");
        return reader.List(DataColumn.Parser.ReadXml);
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

    static ImmutableArray<DataColumn> Json(SyntaxReader reader, ImmutableArray<Expression>.Builder operands)
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
        var columns = DataColumn.Parser.ReadAllJson(reader);
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

        return columns;
    }
}
