namespace Turnstone.Sql.Expressions;

using System.Collections.Immutable;
using Turnstone.Sql.Syntax;

/// <content>SQL/JSON, and what SQL/XML has in common with its table functions.</content>
public sealed partial record KeywordCall
{
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
    internal static (string? OnEmpty, string? OnError) JsonBehaviours(SyntaxReader reader, ImmutableArray<Expression>.Builder operands, string keyword)
    {
        if (keyword is "JSON_QUERY" or "COLUMN")
        {
            JsonWrapper(reader);
        }

        var first = JsonBehaviour(reader, operands);
        if (first is null)
        {
            return (null, null);
        }

        if (keyword == "JSON_EXISTS" || !reader.Take("ON", "EMPTY"))
        {
            reader.Expect("ON", "ERROR");
            return (null, first);
        }

        var second = JsonBehaviour(reader, operands);
        if (second is not null)
        {
            reader.Expect("ON", "ERROR");
        }

        return (first, second);
    }

    // An EMPTY that says no more is an array.
    static string? JsonBehaviour(SyntaxReader reader, ImmutableArray<Expression>.Builder operands)
    {
        switch (reader.TakeOneOf("ERROR", "NULL", "TRUE", "FALSE", "UNKNOWN", "EMPTY", "DEFAULT"))
        {
            case "EMPTY":
                return $"EMPTY {reader.TakeOneOf("ARRAY", "OBJECT") ?? "ARRAY"}";
            case "DEFAULT":
                operands.Add(Expression.Parser.Read(reader));
                return "DEFAULT";
            case var behaviour:
                return behaviour;
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

    sealed partial class Inside
    {
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
                    order = SortKey.Parser.ReadClause(reader);
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

            var isPrimary = Key();
            if (reader.Is(TokenKind.Comma) || reader.Is(TokenKind.CloseParenthesis))
            {
                Arguments();
                return;
            }

            PairValue(isPrimary);
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
            PairValue(Key());
        }

        // Any expression before a colon, one without operators around it before VALUE.
        bool Key()
        {
            operands.Add(Expression.Parser.Read(reader, out var isPrimary));
            return isPrimary;
        }

        void PairValue(bool isPrimary)
        {
            if (!reader.Take(TokenKind.Colon))
            {
                reader.Expect(isPrimary ? "VALUE" : ":");
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

            behaviours = JsonBehaviours(reader, operands, keyword);
        }
    }
}
