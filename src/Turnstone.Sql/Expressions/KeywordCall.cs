namespace Turnstone.Sql.Expressions;

using System.Collections.Immutable;
using Turnstone.Sql.Syntax;

/// <summary>What is written as a function or a variable and has a grammar of its own: <c>EXTRACT(…)</c>, <c>COALESCE(…)</c>, <c>CURRENT_DATE</c>, SQL/XML and SQL/JSON.</summary>
/// <param name="Operands">The values in it, in the order in which they stand.</param>
/// <param name="Type">What it gives, where that is said: <c>RETURNING text</c>.</param>
public sealed record KeywordCall(TextSpan Span, string Keyword, ImmutableArray<Expression> Operands, TypeName? Type) : Expression(Span)
{
    /// <summary>Reads what begins with such a keyword: <c>func_expr_common_subexpr</c> of <c>gram.y</c>.</summary>
    internal new static class Parser
    {
        /// <returns>None where the keyword is a name here.</returns>
        public static Expression? TryRead(SyntaxReader reader, int start, string word)
        {
            switch (word)
            {
                case "CURRENT_DATE" or "CURRENT_ROLE" or "CURRENT_USER" or "SESSION_USER" or "USER" or "CURRENT_CATALOG" or "SYSTEM_USER":
                    reader.Next();
                    return Windowed(reader, new KeywordCall(reader.SpanFrom(start), word, [], null));
                case "CURRENT_SCHEMA" when reader.Ahead(1).Kind != TokenKind.OpenParenthesis:
                    reader.Next();
                    return Windowed(reader, new KeywordCall(reader.SpanFrom(start), word, [], null));
                case "CURRENT_TIME" or "CURRENT_TIMESTAMP" or "LOCALTIME" or "LOCALTIMESTAMP":
                    reader.Next();
                    return Windowed(reader, new KeywordCall(SpanOf(reader, start, Precision(reader), out var precision), word, precision, null));
            }

            if (word == "COLLATION" && reader.IsAhead(1, "FOR") && reader.Ahead(2).Kind == TokenKind.OpenParenthesis)
            {
                reader.Next();
                reader.Next();
                return Windowed(reader, new KeywordCall(SpanOf(reader, start, reader.Parenthesised(Expression.Parser.Read), out var of), "COLLATION FOR", of, null));
            }

            if (reader.Ahead(1).Kind != TokenKind.OpenParenthesis || reader.Keyword != KeywordKind.Column && word != "CAST")
            {
                return null;
            }

            var inside = new Inside(reader, word);
            return inside.IsKnown ? Windowed(reader, inside.Read(start)) : null;
        }

        // func_expr: FILTER and OVER may stand behind each of them, and are refused later where they make no sense.
        static Expression Windowed(SyntaxReader reader, Expression call)
        {
            var (filter, over) = Expression.Parser.ReadAggregate(reader);
            return filter is null && over is null ? call : call with { Span = reader.SpanFrom(call.Span.Start) };
        }

        static ImmutableArray<Expression> Precision(SyntaxReader reader)
        {
            if (!reader.Take(TokenKind.OpenParenthesis))
            {
                return [];
            }

            var digits = new Constant(reader.Integer(), ConstantKind.Integer);
            reader.Expect(TokenKind.CloseParenthesis);
            return [digits];
        }

        static TextSpan SpanOf<T>(SyntaxReader reader, int start, T read, out T kept)
        {
            kept = read;
            return reader.SpanFrom(start);
        }
    }

    /// <summary>What stands in its parentheses.</summary>
    sealed class Inside(SyntaxReader reader, string keyword)
    {
        readonly ImmutableArray<Expression>.Builder operands = ImmutableArray.CreateBuilder<Expression>();
        TypeName? type;

        public bool IsKnown => keyword is "CAST" or "EXTRACT" or "NORMALIZE" or "OVERLAY" or "POSITION" or "SUBSTRING" or "TREAT" or "TRIM" or "NULLIF" or "COALESCE" or "GREATEST" or "LEAST"
            or "XMLCONCAT" or "XMLELEMENT" or "XMLEXISTS" or "XMLFOREST" or "XMLPARSE" or "XMLPI" or "XMLROOT" or "XMLSERIALIZE"
            or "JSON" or "JSON_OBJECT" or "JSON_ARRAY" or "JSON_SCALAR" or "JSON_SERIALIZE" or "JSON_QUERY" or "JSON_EXISTS" or "JSON_VALUE" or "JSON_OBJECTAGG" or "JSON_ARRAYAGG" or "MERGE_ACTION";

        public Expression Read(int start)
        {
            reader.Next();
            reader.Expect(TokenKind.OpenParenthesis);
            Read();
            reader.Expect(TokenKind.CloseParenthesis);
            return keyword is "CAST" && operands.Count == 1 ? new Cast(reader.SpanFrom(start), operands[0], type!, CastForm.Function)
                : new KeywordCall(reader.SpanFrom(start), keyword, operands.DrainToImmutable(), type);
        }

        void Read()
        {
            switch (keyword)
            {
                case "CAST" or "TREAT":
                    Operand();
                    reader.Expect("AS");
                    type = TypeName.Parser.Read(reader);
                    break;
                case "COALESCE" or "GREATEST" or "LEAST" or "XMLCONCAT":
                    Operands();
                    break;
                case "NULLIF":
                    Operand();
                    reader.Expect(TokenKind.Comma);
                    Operand();
                    break;
                case "EXTRACT":
                    Extract();
                    break;
                case "NORMALIZE":
                    Operand();
                    if (reader.Take(TokenKind.Comma))
                    {
                        reader.ExpectOneOf("NFC", "NFD", "NFKC", "NFKD");
                    }

                    break;
                case "POSITION":
                    operands.Add(Expression.Parser.ReadRestricted(reader));
                    reader.Expect("IN");
                    operands.Add(Expression.Parser.ReadRestricted(reader));
                    break;
                case "OVERLAY":
                    Overlay();
                    break;
                case "SUBSTRING":
                    Substring();
                    break;
                case "TRIM":
                    Trim();
                    break;
                case "MERGE_ACTION":
                    break;
                case ['X', 'M', 'L', ..]:
                    Xml();
                    break;
                default:
                    Json();
                    break;
            }
        }

        void Operand() => operands.Add(Expression.Parser.Read(reader));

        void Operands() => operands.AddRange(reader.List(Expression.Parser.Read));

        // Any name, a unit or a string says what is taken.
        void Extract()
        {
            if (reader.IsString())
            {
                reader.String();
            }
            else if (reader.TakeOneOf("YEAR", "MONTH", "DAY", "HOUR", "MINUTE", "SECOND") is null)
            {
                if (reader.Kind == TokenKind.Word && reader.Word is not null)
                {
                    reader.Fail();
                }

                reader.ColId();
            }

            reader.Expect("FROM");
            Operand();
        }

        void Overlay()
        {
            if (Generic())
            {
                return;
            }

            Operand();
            if (!reader.Is("PLACING"))
            {
                Arguments();
                return;
            }

            reader.Expect("PLACING");
            Operand();
            reader.Expect("FROM");
            Operand();
            if (reader.Take("FOR"))
            {
                Operand();
            }
        }

        void Substring()
        {
            if (Generic())
            {
                return;
            }

            Operand();
            if (reader.Take("FROM"))
            {
                Operand();
                OptionalOperand("FOR");
            }
            else if (reader.Take("FOR"))
            {
                Operand();
                OptionalOperand("FROM");
            }
            else if (reader.Take("SIMILAR"))
            {
                Operand();
                reader.Expect("ESCAPE");
                Operand();
            }
            else
            {
                Arguments();
            }
        }

        void OptionalOperand(string keyword)
        {
            if (reader.Take(keyword))
            {
                Operand();
            }
        }

        // As a function like any other, arguments by name included.
        bool Generic()
        {
            if (reader.Is(TokenKind.CloseParenthesis))
            {
                return true;
            }

            if (reader.Ahead(1).Kind is not (TokenKind.ColonEquals or TokenKind.EqualsGreater))
            {
                return false;
            }

            operands.AddRange(reader.List(static one => Expression.Parser.ReadArgument(one).Value));
            return true;
        }

        void Arguments()
        {
            if (reader.Take(TokenKind.Comma))
            {
                operands.AddRange(reader.List(static one => Expression.Parser.ReadArgument(one).Value));
            }
        }

        void Trim()
        {
            _ = reader.TakeOneOf("BOTH", "LEADING", "TRAILING");
            if (reader.Take("FROM"))
            {
                Operands();
                return;
            }

            Operand();
            if (reader.Take("FROM"))
            {
                Operands();
            }
            else if (reader.Take(TokenKind.Comma))
            {
                Operands();
            }
        }

        void Xml()
        {
            switch (keyword)
            {
                case "XMLELEMENT":
                    reader.Expect("NAME");
                    reader.ColLabel();
                    if (reader.Take(TokenKind.Comma))
                    {
                        if (reader.Is("XMLATTRIBUTES"))
                        {
                            reader.Next();
                            operands.AddRange(reader.Parenthesised(Attribute));
                            Arguments();
                        }
                        else
                        {
                            Operands();
                        }
                    }

                    break;
                case "XMLFOREST":
                    operands.AddRange(reader.List(Attribute));
                    break;
                case "XMLEXISTS":
                    Primary();
                    XmlPassing(reader, operands);
                    break;
                case "XMLPARSE":
                    reader.ExpectOneOf("DOCUMENT", "CONTENT");
                    Operand();
                    _ = reader.Take("PRESERVE", "WHITESPACE") || reader.Take("STRIP", "WHITESPACE");
                    break;
                case "XMLPI":
                    reader.Expect("NAME");
                    reader.ColLabel();
                    if (reader.Take(TokenKind.Comma))
                    {
                        Operand();
                    }

                    break;
                case "XMLROOT":
                    XmlRoot();
                    break;
                default:
                    reader.ExpectOneOf("DOCUMENT", "CONTENT");
                    Operand();
                    reader.Expect("AS");
                    type = TypeName.Parser.ReadSimple(reader);
                    if (reader.Version >= PgVersion.V16)
                    {
                        _ = reader.Take("NO", "INDENT") || reader.Take("INDENT");
                    }

                    break;
            }
        }

        void XmlRoot()
        {
            Operand();
            reader.Expect(TokenKind.Comma);
            reader.Expect("VERSION");
            if (!reader.Take("NO", "VALUE"))
            {
                Operand();
            }

            if (reader.Take(TokenKind.Comma))
            {
                reader.Expect("STANDALONE");
                _ = reader.Take("NO", "VALUE") || reader.ExpectOneOf("YES", "NO") is not null;
            }
        }

        void Primary() => operands.Add(Expression.Parser.ReadPrimary(reader));

        static Expression Attribute(SyntaxReader reader)
        {
            var value = Expression.Parser.Read(reader);
            if (reader.Take("AS"))
            {
                reader.ColLabel();
            }

            return value;
        }

        void Json()
        {
            switch (keyword)
            {
                case "JSON_OBJECT":
                    JsonObject();
                    break;
                case "JSON_ARRAY":
                    JsonArray();
                    break;
                case "JSON_OBJECTAGG":
                    JsonPair();
                    JsonNulls();
                    JsonUnique();
                    Returning();
                    break;
                case "JSON_ARRAYAGG":
                    JsonValue();
                    SortKey.Parser.ReadClause(reader);
                    JsonNulls();
                    Returning();
                    break;
                case "JSON":
                    JsonValue();
                    JsonUnique();
                    break;
                case "JSON_SCALAR":
                    Operand();
                    break;
                case "JSON_SERIALIZE":
                    JsonValue();
                    Returning();
                    break;
                default:
                    JsonPath();
                    break;
            }
        }

        void JsonObject()
        {
            if (reader.Is(TokenKind.CloseParenthesis))
            {
                return;
            }

            if (reader.Is("RETURNING"))
            {
                Returning();
                return;
            }

            // json_object(text[], text[]) is an older function.
            if (reader.Ahead(1).Kind is TokenKind.ColonEquals or TokenKind.EqualsGreater)
            {
                Generic();
                return;
            }

            Operand();
            if (reader.Is(TokenKind.Comma) || reader.Is(TokenKind.CloseParenthesis))
            {
                Arguments();
                return;
            }

            PairValue();
            while (reader.Take(TokenKind.Comma))
            {
                JsonPair();
            }

            JsonNulls();
            JsonUnique();
            Returning();
        }

        void JsonPair()
        {
            Operand();
            PairValue();
        }

        void PairValue()
        {
            if (!reader.Take(TokenKind.Colon))
            {
                reader.Expect("VALUE");
            }

            JsonValue();
        }

        void JsonArray()
        {
            if (reader.Is(TokenKind.CloseParenthesis))
            {
                return;
            }

            if (reader.Is("RETURNING"))
            {
                Returning();
                return;
            }

            if (Statements.Select.Parser.Begins(reader))
            {
                var start = reader.Start;
                var query = Statements.Select.Parser.ReadBare(reader);
                operands.Add(new Subquery(reader.SpanFrom(start), SubqueryKind.Scalar, query));
                JsonFormat();
                Returning();
                return;
            }

            do
            {
                JsonValue();
            }
            while (reader.Take(TokenKind.Comma));

            JsonNulls();
            Returning();
        }

        void JsonValue()
        {
            Operand();
            JsonFormat();
        }

        void JsonFormat() => KeywordCall.JsonFormat(reader);

        void JsonNulls() => _ = reader.Take("NULL", "ON", "NULL") || reader.Take("ABSENT", "ON", "NULL");

        void JsonUnique() => _ = reader.Take("WITH", "UNIQUE", "KEYS") || reader.Take("WITH", "UNIQUE") || reader.Take("WITHOUT", "UNIQUE", "KEYS") || reader.Take("WITHOUT", "UNIQUE");

        void Returning()
        {
            if (reader.Take("RETURNING"))
            {
                type = TypeName.Parser.Read(reader);
                JsonFormat();
            }
        }

        void JsonPath()
        {
            JsonValue();
            reader.Expect(TokenKind.Comma);
            Operand();
            JsonPassing(reader, operands);
            if (keyword != "JSON_EXISTS")
            {
                Returning();
            }

            JsonBehaviours(reader, operands, keyword);
        }
    }

    /// <summary>PASSING of XMLEXISTS and XMLTABLE.</summary>
    internal static void XmlPassing(SyntaxReader reader, ImmutableArray<Expression>.Builder operands)
    {
        reader.Expect("PASSING");
        _ = reader.Take("BY", "REF") || reader.Take("BY", "VALUE");
        operands.Add(Expression.Parser.ReadPrimary(reader));
        _ = reader.Take("BY", "REF") || reader.Take("BY", "VALUE");
    }

    /// <summary>PASSING of SQL/JSON, if it stands here.</summary>
    internal static void JsonPassing(SyntaxReader reader, ImmutableArray<Expression>.Builder operands)
    {
        if (!reader.Take("PASSING"))
        {
            return;
        }

        do
        {
            operands.Add(Expression.Parser.Read(reader));
            JsonFormat(reader);
            reader.Expect("AS");
            reader.ColLabel();
        }
        while (reader.Take(TokenKind.Comma));
    }

    /// <summary>FORMAT JSON, if it stands here.</summary>
    internal static void JsonFormat(SyntaxReader reader)
    {
        if (reader.Take("FORMAT", "JSON") && reader.Take("ENCODING"))
        {
            reader.ColId();
        }
    }

    /// <summary>What is given where a path finds nothing, or fails, and how it is wrapped.</summary>
    internal static void JsonBehaviours(SyntaxReader reader, ImmutableArray<Expression>.Builder operands, string keyword)
    {
        if (keyword is "JSON_QUERY" or "COLUMN")
        {
            JsonWrapper(reader);
        }

        var isFirst = true;
        while (reader.TakeOneOf("ERROR", "NULL", "TRUE", "FALSE", "UNKNOWN", "EMPTY", "DEFAULT") is { } behaviour)
        {
            if (behaviour == "EMPTY")
            {
                _ = reader.TakeOneOf("ARRAY", "OBJECT");
            }
            else if (behaviour == "DEFAULT")
            {
                operands.Add(Expression.Parser.Read(reader));
            }

            reader.Expect("ON");
            if (reader.ExpectOneOf("EMPTY", "ERROR") == "ERROR" || !isFirst)
            {
                return;
            }

            isFirst = false;
        }
    }

    static void JsonWrapper(SyntaxReader reader)
    {
        if (reader.Take("WITHOUT"))
        {
            _ = reader.Take("ARRAY");
            reader.Expect("WRAPPER");
        }
        else if (reader.Take("WITH"))
        {
            _ = reader.TakeOneOf("CONDITIONAL", "UNCONDITIONAL");
            _ = reader.Take("ARRAY");
            reader.Expect("WRAPPER");
        }

        if (reader.TakeOneOf("KEEP", "OMIT") is not null)
        {
            reader.Expect("QUOTES");
            _ = reader.Take("ON", "SCALAR", "STRING");
        }
    }
}
