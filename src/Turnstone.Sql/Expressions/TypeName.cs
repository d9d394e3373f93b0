namespace Turnstone.Sql.Expressions;

using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Turnstone.Sql.Syntax;

/// <summary>A type as it is written: <c>numeric(10,2)</c>, <c>app.mood[]</c>, <c>timestamp(3) with time zone</c>.</summary>
/// <param name="Name">Of what has several words, the name that PostgreSQL keeps: <c>timestamptz</c> in <c>pg_catalog</c>.</param>
/// <param name="Modifiers">What stands in parentheses behind the name.</param>
/// <param name="Dimensions">How many brackets follow.</param>
public sealed record TypeName(TextSpan Span, ObjectName Name, ImmutableArray<Expression> Modifiers, int Dimensions) : SyntaxNode(Span)
{
    /// <summary>Whether a function gives many of it.</summary>
    public bool IsSet { get; init; }

    /// <summary>Whether it is another object's type: <c>app.users.id%TYPE</c>, whose last part is the column.</summary>
    public bool IsReference { get; init; }

    /// <summary>The fields of an interval: <c>YEAR TO MONTH</c>.</summary>
    public TextSpan? Fields { get; init; }

    /// <summary>Reads types, as <c>Typename</c> and its kin of <c>gram.y</c>.</summary>
    internal static class Parser
    {
        public static TypeName Read(SyntaxReader reader) => Read(reader, allowsReference: false);

        /// <summary>One that a function takes or gives, <c>%TYPE</c> included.</summary>
        public static TypeName ReadOfFunction(SyntaxReader reader) => Read(reader, allowsReference: true);

        static TypeName Read(SyntaxReader reader, bool allowsReference)
        {
            var start = reader.Start;
            var isSet = reader.Take("SETOF");
            var simple = allowsReference && Reference(reader) is { } reference ? reference : ReadSimple(reader);
            var dimensions = simple.IsReference ? 0 : Dimensions(reader);
            return simple with { Span = reader.SpanFrom(start), IsSet = isSet, Dimensions = dimensions };
        }

        /// <summary>One without brackets behind it.</summary>
        public static TypeName ReadSimple(SyntaxReader reader)
        {
            var start = reader.Start;
            return reader.Word switch
            {
                "INT" or "INTEGER" => Plain(reader, start, "int4"),
                "SMALLINT" => Plain(reader, start, "int2"),
                "BIGINT" => Plain(reader, start, "int8"),
                "REAL" => Plain(reader, start, "float4"),
                "BOOLEAN" => Plain(reader, start, "bool"),
                "FLOAT" => Float(reader, start),
                "DOUBLE" when reader.IsAhead(1, "PRECISION") => Double(reader, start),
                "DECIMAL" or "DEC" or "NUMERIC" => WithModifiers(reader, start, "numeric"),
                "BIT" => Bit(reader, start),
                "CHARACTER" or "CHAR" or "NCHAR" or "NATIONAL" => Character(reader, start, "bpchar"),
                "VARCHAR" => Character(reader, start, "varchar"),
                "TIMESTAMP" => Time(reader, start, "timestamp"),
                "TIME" => Time(reader, start, "time"),
                "INTERVAL" => Interval(reader, start),
                "JSON" when reader.Version > PgVersion.V16 => Plain(reader, start, "json"),
                _ => Generic(reader, start),
            };
        }

        /// <summary>Brackets, or ARRAY.</summary>
        static int Dimensions(SyntaxReader reader)
        {
            if (reader.Take("ARRAY"))
            {
                if (reader.Take(TokenKind.OpenBracket))
                {
                    reader.Integer();
                    reader.Expect(TokenKind.CloseBracket);
                }

                return 1;
            }

            var dimensions = 0;
            while (reader.Take(TokenKind.OpenBracket))
            {
                if (!reader.Is(TokenKind.CloseBracket))
                {
                    reader.Integer();
                }

                reader.Expect(TokenKind.CloseBracket);
                dimensions++;
            }

            return dimensions;
        }

        static TypeName? Reference(SyntaxReader reader)
        {
            var (start, mark) = (reader.Start, reader.Mark());
            if (!reader.IsTypeFunctionName() || reader.Ahead(1).Kind != TokenKind.Dot)
            {
                return null;
            }

            List<Identifier> parts = [reader.TypeFunctionName()];
            while (reader.Take(TokenKind.Dot))
            {
                if (!reader.IsColLabel())
                {
                    reader.Reset(mark);
                    return null;
                }

                parts.Add(reader.ColLabel());
            }

            if (!reader.IsOperator("%") || !reader.IsAhead(1, "TYPE"))
            {
                reader.Reset(mark);
                return null;
            }

            reader.Next();
            reader.Next();
            return new(reader.SpanFrom(start), ObjectName.Of(CollectionsMarshal.AsSpan(parts)), [], 0) { IsReference = true };
        }

        static TypeName Generic(SyntaxReader reader, int start)
        {
            var name = reader.Dotted(reader.TypeFunctionName());
            return Named(reader, start, name, Modifiers(reader));
        }

        static TypeName Plain(SyntaxReader reader, int start, string name)
        {
            reader.Next();
            return Own(reader, start, name, []);
        }

        static TypeName WithModifiers(SyntaxReader reader, int start, string name)
        {
            reader.Next();
            return Own(reader, start, name, Modifiers(reader));
        }

        static TypeName Float(SyntaxReader reader, int start)
        {
            reader.Next();
            var digits = 0;
            if (reader.Take(TokenKind.OpenParenthesis))
            {
                var mark = reader.Mark();
                digits = reader.IntegerValue();
                if (digits is < 1 or > 53)
                {
                    reader.Reset(mark);
                    reader.Fail(digits < 1 ? "precision for type float must be at least 1 bit" : "precision for type float must be less than 54 bits");
                }

                reader.Expect(TokenKind.CloseParenthesis);
            }

            return Own(reader, start, digits is > 0 and < 25 ? "float4" : "float8", []);
        }

        static TypeName Double(SyntaxReader reader, int start)
        {
            reader.Expect("DOUBLE", "PRECISION");
            return Own(reader, start, "float8", []);
        }

        static TypeName Bit(SyntaxReader reader, int start)
        {
            reader.Next();
            return Own(reader, start, reader.Take("VARYING") ? "varbit" : "bit", Modifiers(reader));
        }

        static TypeName Character(SyntaxReader reader, int start, string name)
        {
            if (reader.Take("NATIONAL") && !reader.Is("CHARACTER") && !reader.Is("CHAR"))
            {
                reader.Fail();
            }

            reader.Next();
            name = name == "bpchar" && reader.Take("VARYING") ? "varchar" : name;
            var modifiers = Precision(reader);
            return Own(reader, start, name, modifiers);
        }

        static TypeName Time(SyntaxReader reader, int start, string name)
        {
            reader.Next();
            var precision = Precision(reader);
            var zoned = reader.Take("WITH", "TIME", "ZONE");
            _ = zoned || reader.Take("WITHOUT", "TIME", "ZONE");
            return Own(reader, start, zoned ? name + "tz" : name, precision);
        }

        static TypeName Interval(SyntaxReader reader, int start)
        {
            reader.Next();
            if (reader.Is(TokenKind.OpenParenthesis))
            {
                return Own(reader, start, "interval", Precision(reader));
            }

            var fields = IntervalFields(reader);
            return Own(reader, start, "interval", []) with { Fields = fields };
        }

        /// <summary><c>YEAR TO MONTH</c>, <c>SECOND(3)</c>, if it stands here.</summary>
        public static TextSpan? IntervalFields(SyntaxReader reader)
        {
            var start = reader.Start;
            if (reader.TakeOneOf("YEAR", "MONTH", "DAY", "HOUR", "MINUTE", "SECOND") is not { } first)
            {
                return null;
            }

            if (first == "SECOND")
            {
                Precision(reader);
            }
            else if (first != "MONTH" && reader.Is("TO"))
            {
                reader.Next();
                ReadOnlySpan<string> smaller = first switch { "YEAR" => ["MONTH"], "DAY" => ["HOUR", "MINUTE", "SECOND"], "HOUR" => ["MINUTE", "SECOND"], _ => ["SECOND"] };
                if (reader.ExpectOneOf(smaller) == "SECOND")
                {
                    Precision(reader);
                }
            }

            return reader.SpanFrom(start);
        }

        /// <summary>A number of digits in parentheses, if it stands here.</summary>
        public static ImmutableArray<Expression> Precision(SyntaxReader reader)
        {
            if (!reader.Take(TokenKind.OpenParenthesis))
            {
                return [];
            }

            var digits = new Constant(reader.Integer(), ConstantKind.Integer);
            reader.Expect(TokenKind.CloseParenthesis);
            return [digits];
        }

        static ImmutableArray<Expression> Modifiers(SyntaxReader reader) =>
            reader.Is(TokenKind.OpenParenthesis) ? reader.Parenthesised(Expression.Parser.Read) : [];

        static TypeName Own(SyntaxReader reader, int start, string name, ImmutableArray<Expression> modifiers) =>
            Named(reader, start, new(new Identifier("pg_catalog"), new Identifier(name)), modifiers);

        static TypeName Named(SyntaxReader reader, int start, ObjectName name, ImmutableArray<Expression> modifiers) => new(reader.SpanFrom(start), name, modifiers, 0);
    }
}
