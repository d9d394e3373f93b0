namespace Turnstone.Sql.Expressions;

using System.Collections.Immutable;
using Turnstone.Sql.Syntax;

/// <content>What stands in its parentheses.</content>
public sealed partial record KeywordCall
{
    /// <summary>What stands in its parentheses.</summary>
    sealed partial class Inside(SyntaxReader reader, string keyword)
    {
        readonly ImmutableArray<Expression>.Builder operands = ImmutableArray.CreateBuilder<Expression>();
        TypeName? type;
        ImmutableArray<SortKey> order = [];
        Identifier? field;
        string? choice;
        (string? OnEmpty, string? OnError) behaviours;

        public bool IsKnown => keyword is "CAST" or "EXTRACT" or "NORMALIZE" or "OVERLAY" or "POSITION" or "SUBSTRING" or "TREAT" or "TRIM" or "NULLIF" or "COALESCE" or "GREATEST" or "LEAST"
            or "XMLCONCAT" or "XMLELEMENT" or "XMLEXISTS" or "XMLFOREST" or "XMLPARSE" or "XMLPI" or "XMLROOT" or "XMLSERIALIZE"
            or "JSON" or "JSON_OBJECT" or "JSON_ARRAY" or "JSON_SCALAR" or "JSON_SERIALIZE" or "JSON_QUERY" or "JSON_EXISTS" or "JSON_VALUE" or "JSON_OBJECTAGG" or "JSON_ARRAYAGG" or "MERGE_ACTION";

        public Expression Read(int start, bool isWindowless)
        {
            reader.Next();
            reader.Expect(TokenKind.OpenParenthesis);
            Read();
            reader.Expect(TokenKind.CloseParenthesis);
            if (keyword is "CAST" && operands.Count == 1)
            {
                return new Cast(reader.SpanFrom(start), operands[0], type!, CastForm.Function);
            }

            // json_aggregate_func
            var (filter, over) = keyword is "JSON_OBJECTAGG" or "JSON_ARRAYAGG" && !isWindowless ? Expression.Parser.ReadAggregate(reader) : (null, null);
            return new KeywordCall(reader.SpanFrom(start), keyword, operands.DrainToImmutable(), type) { Field = field, Choice = choice, OrderBy = order, Filter = filter, Over = over, OnEmpty = behaviours.OnEmpty, OnError = behaviours.OnError };
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
                        choice = reader.ExpectOneOf("NFC", "NFD", "NFKC", "NFKD");
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
                field = reader.StringValue();
            }
            else if (reader.Word is "YEAR" or "MONTH" or "DAY" or "HOUR" or "MINUTE" or "SECOND")
            {
                field = reader.ColLabel();
            }
            else
            {
                if (reader.Kind == TokenKind.Word && reader.Word is not null)
                {
                    reader.Fail();
                }

                field = reader.ColId();
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

            operands.AddRange(Expression.Parser.ReadArgumentValues(reader));
            return true;
        }

        void Arguments()
        {
            if (reader.Take(TokenKind.Comma))
            {
                operands.AddRange(Expression.Parser.ReadArgumentValues(reader));
            }
        }

        void Trim()
        {
            choice = reader.TakeOneOf("BOTH", "LEADING", "TRAILING");
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
                        if (reader.Is("XMLATTRIBUTES") && reader.Ahead(1).Kind == TokenKind.OpenParenthesis)
                        {
                            reader.Next();
                            operands.AddRange(reader.Parenthesised(Attribute));
                            if (!reader.Take(TokenKind.Comma))
                            {
                                break;
                            }
                        }

                        Operands();
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
    }
}
