namespace Turnstone.Sql.Expressions;

using System.Collections.Immutable;
using Turnstone.Sql.Syntax;

/// <content>Operators.</content>
public abstract partial record Expression
{
    /// <summary>Reads expressions by the precedence of their operators: <c>a_expr</c> and <c>b_expr</c> of <c>gram.y</c>.</summary>
    internal static partial class Parser
    {
        // From what binds least to what binds most, as gram.y has them.
        const int Or = 1, And = 2, Not = 3, Is = 4, Comparison = 5, Like = 6, Other = 8, Sum = 9, Product = 10, Power = 11, At = 12, Collate = 13, Sign = 14, Cast = 16;

        /// <summary>Any expression.</summary>
        public static Expression Read(SyntaxReader reader) => Read(reader, 0, isRestricted: false);

        /// <summary>One without AND, OR, NOT, IN, LIKE and BETWEEN: <c>b_expr</c>, where those would be something else.</summary>
        public static Expression ReadRestricted(SyntaxReader reader) => Read(reader, 0, isRestricted: true);

        /// <summary>Any expression, and whether it is one without operators around it: <c>c_expr</c>.</summary>
        public static Expression Read(SyntaxReader reader, out bool isPrimary)
        {
            var start = reader.Start;
            isPrimary = reader.Kind != TokenKind.Operator && reader.Word is not ("NOT" or "DEFAULT") && !IsQualifiedOperator(reader);
            if (!reader.Enter())
            {
                return new Constant(reader.SpanFrom(start), ConstantKind.Null);
            }

            var operand = ReadOperand(reader, isRestricted: false);
            var behind = reader.Mark();
            var read = Continue(reader, start, operand, 0, isRestricted: false);
            reader.Leave();
            isPrimary &= reader.Mark() == behind;
            return read;
        }

        static Expression Read(SyntaxReader reader, int least, bool isRestricted)
        {
            if (!reader.Enter())
            {
                return new Constant(reader.SpanFrom(reader.Start), ConstantKind.Null);
            }

            var read = Continue(reader, reader.Start, ReadOperand(reader, isRestricted), least, isRestricted);
            reader.Leave();
            return read;
        }

        /// <summary>Goes on behind an operand.</summary>
        static Expression Continue(SyntaxReader reader, int start, Expression left, int least, bool isRestricted)
        {
            // Of rows alone, and of what is in parentheses once.
            if (!isRestricted && IsRow(left, start) && reader.Is("OVERLAPS"))
            {
                left = ReadOverlaps(reader, start, left);
            }

            // An operator that does not associate may not follow itself: a < b < c.
            var refused = 0;
            while (true)
            {
                var (level, symbol) = Infix(reader, isRestricted);
                if (level == 0 || level < least)
                {
                    return left;
                }

                var isLabel = symbol is null && IsLabel(reader);
                if (level == refused || isLabel && least > 0)
                {
                    reader.Fail();
                    return left;
                }

                if (isLabel)
                {
                    return left;
                }

                var ends = false;
                left = symbol is null ? ReadKeywordInfix(reader, start, left, level, isRestricted, out ends) : ReadSymbol(reader, start, left, level, isRestricted, out ends);
                refused = !ends && level is (Is or Comparison or Like) ? level : 0;
            }
        }

        /// <summary>What operator stands here, and how much it binds; 0 where none does.</summary>
        /// <returns>Of a keyword no symbol.</returns>
        static (int Level, string? Symbol) Infix(SyntaxReader reader, bool isRestricted)
        {
            switch (reader.Kind)
            {
                case TokenKind.TypeCast: return (Cast, "::");
                case TokenKind.Operator: return SymbolLevel(reader.Text);
                case TokenKind.Word when reader.Word is { } word: return (KeywordLevel(reader, word, isRestricted), null);
                default: return (0, null);
            }
        }

        // SELECT a OR FROM t calls its column OR: what follows begins no operand. An operator that could stand here as well goes before that.
        static bool IsLabel(SyntaxReader reader) => reader.IsBareColLabel() && reader.Word switch
        {
            "SIMILAR" => !reader.IsAhead(1, "TO"),
            "AT" => reader.Ahead(1).Word is not ("TIME" or "LOCAL"),
            "OPERATOR" => !IsQualifiedOperator(reader),
            _ => reader.Ahead(1) is { Kind: TokenKind.None or TokenKind.Comma or TokenKind.CloseParenthesis or TokenKind.Semicolon }
                or { Word: "INTO" or "FROM" or "WHERE" or "GROUP" or "HAVING" or "WINDOW" or "UNION" or "INTERSECT" or "EXCEPT" or "ORDER" or "LIMIT" or "OFFSET" or "FETCH" or "FOR" or "ON" or "RETURNING" or "WITH" },
        };

        static (int, string?) SymbolLevel(ReadOnlySpan<char> symbol) => symbol switch
        {
            "+" => (Sum, "+"),
            "-" => (Sum, "-"),
            "*" => (Product, "*"),
            "/" => (Product, "/"),
            "%" => (Product, "%"),
            "^" => (Power, "^"),
            "<" => (Comparison, "<"),
            ">" => (Comparison, ">"),
            "=" => (Comparison, "="),
            "<=" => (Comparison, "<="),
            ">=" => (Comparison, ">="),
            "<>" => (Comparison, "<>"),
            "!=" => (Comparison, "<>"),
            _ => (Other, symbol.ToString()),
        };

        static int KeywordLevel(SyntaxReader reader, string word, bool isRestricted) => word switch
        {
            "OPERATOR" => Other,
            "IS" when !isRestricted || IsAllowedRestricted(reader) => Is,
            _ when isRestricted => 0,
            "OR" => Or,
            "AND" => And,
            "ISNULL" or "NOTNULL" => Is,
            "LIKE" or "ILIKE" or "IN" or "BETWEEN" => Like,
            "SIMILAR" => Like,
            "NOT" when reader.Ahead(1).Word is "LIKE" or "ILIKE" or "IN" or "BETWEEN" or "SIMILAR" => Like,
            "COLLATE" => Collate,
            "AT" => At,
            _ => 0,
        };

        static bool IsAllowedRestricted(SyntaxReader reader)
        {
            var next = reader.IsAhead(1, "NOT") ? 2 : 1;
            return reader.Ahead(next).Word is "DISTINCT" or "DOCUMENT";
        }

        /// <param name="ends">Whether it ends with something of its own, so that the same may follow.</param>
        static Expression ReadSymbol(SyntaxReader reader, int start, Expression left, int level, bool isRestricted, out bool ends)
        {
            ends = false;
            if (level == Cast)
            {
                reader.Next();
                return new Cast(SpanOf(reader, start, TypeName.Parser.Read(reader), out var type), left, type, CastForm.Colons);
            }

            return ReadOperation(reader, start, left, ReadOperator(reader), level, isRestricted, out ends);
        }

        static Expression ReadOperation(SyntaxReader reader, int start, Expression left, OperatorName by, int level, bool isRestricted, out bool ends)
        {
            ends = false;
            if (!isRestricted && IsQuantifier(reader))
            {
                ends = true;
                return ReadQuantified(reader, start, left, by);
            }

            var right = Read(reader, level + 1, isRestricted);
            return new BinaryOperation(reader.SpanFrom(start), left, by, right);
        }

        static bool IsQuantifier(SyntaxReader reader) => reader.Word is "ANY" or "SOME" or "ALL" && reader.Ahead(1).Kind == TokenKind.OpenParenthesis;

        static QuantifiedComparison ReadQuantified(SyntaxReader reader, int start, Expression left, OperatorName by)
        {
            var all = reader.Is("ALL");
            reader.Next();
            var (query, values) = ReadQueryOrValues(reader, mostValues: 1);
            return new(reader.SpanFrom(start), left, by, all, query is null ? values[0] : null, query);
        }

        static Expression ReadKeywordInfix(SyntaxReader reader, int start, Expression left, int level, bool isRestricted, out bool ends)
        {
            ends = true;
            switch (level)
            {
                case Or or And:
                    return ReadConnective(reader, start, left, level);
                case Is:
                    return ReadIs(reader, start, left, isRestricted, out ends);
                case Like:
                    return ReadLike(reader, start, left, out ends);
                case Collate:
                    reader.Next();
                    var collation = reader.AnyName();
                    return new Collation(reader.SpanFrom(start), left, collation);
                case At:
                    reader.Next();
                    if (reader.Version >= PgVersion.V17 && reader.Take("LOCAL"))
                    {
                        return new AtTimeZone(reader.SpanFrom(start), left, null);
                    }

                    reader.Expect("TIME", "ZONE");
                    var zone = Read(reader, At + 1, isRestricted: false);
                    return new AtTimeZone(reader.SpanFrom(start), left, zone);
                default:
                    ends = false;
                    return ReadOperation(reader, start, left, ReadQualifiedOperator(reader), level, isRestricted, out ends);
            }
        }

        // Of the same they are one: a long list of conditions is no deep tree.
        static Connective ReadConnective(SyntaxReader reader, int start, Expression left, int level)
        {
            var operands = ImmutableArray.CreateBuilder<Expression>();
            operands.Add(left);
            var keyword = level == And ? "AND" : "OR";
            while (!IsLabel(reader) && reader.Take(keyword))
            {
                operands.Add(Read(reader, level + 1, isRestricted: false));
            }

            return new(reader.SpanFrom(start), level == And, operands.DrainToImmutable());
        }

        static Expression ReadIs(SyntaxReader reader, int start, Expression left, bool isRestricted, out bool ends)
        {
            ends = true;
            if (reader.TakeOneOf("ISNULL", "NOTNULL") is { } whole)
            {
                return new Test(reader.SpanFrom(start), left, whole == "NOTNULL", "NULL");
            }

            var at = reader.Start;
            reader.Expect("IS");
            var isNegated = reader.Take("NOT");
            if (reader.Take("DISTINCT", "FROM"))
            {
                ends = false;
                var by = new OperatorName(null, isNegated ? "IS NOT DISTINCT FROM" : "IS DISTINCT FROM", reader.SpanFrom(at));
                var right = Read(reader, Is + 1, isRestricted);
                return new BinaryOperation(reader.SpanFrom(start), left, by, right);
            }

            return ReadTest(reader, start, left, isNegated);
        }

        static Test ReadTest(SyntaxReader reader, int start, Expression left, bool isNegated)
        {
            if (reader.TakeOneOf("NFC", "NFD", "NFKC", "NFKD") is { } form)
            {
                reader.Expect("NORMALIZED");
                return new(reader.SpanFrom(start), left, isNegated, "NORMALIZED") { Kind = form };
            }

            if (reader.Version >= PgVersion.V16 && reader.Take("JSON"))
            {
                var kind = reader.TakeOneOf("VALUE", "ARRAY", "OBJECT", "SCALAR");
                var isUnique = reader.Take("WITH", "UNIQUE");
                _ = (isUnique || reader.Take("WITHOUT", "UNIQUE")) && reader.Take("KEYS");
                return new(reader.SpanFrom(start), left, isNegated, "JSON") { Kind = kind, HasUniqueKeys = isUnique };
            }

            var what = reader.ExpectOneOf("NULL", "TRUE", "FALSE", "UNKNOWN", "DOCUMENT", "NORMALIZED");
            return new(reader.SpanFrom(start), left, isNegated, what);
        }

        static Expression ReadLike(SyntaxReader reader, int start, Expression left, out bool ends)
        {
            ends = false;
            var at = reader.Start;
            var isNegated = reader.Take("NOT");
            if (reader.Take("BETWEEN"))
            {
                return ReadBetween(reader, start, left, isNegated);
            }

            if (reader.Take("IN"))
            {
                ends = true;
                var (query, values) = ReadQueryOrValues(reader, int.MaxValue);
                return new Membership(reader.SpanFrom(start), left, isNegated, values, query);
            }

            var kind = reader.ExpectOneOf("LIKE", "ILIKE", "SIMILAR");
            if (kind == "SIMILAR")
            {
                reader.Expect("TO");
            }
            else if (IsQuantifier(reader))
            {
                ends = true;
                return ReadQuantified(reader, start, left, new(null, isNegated ? $"NOT {kind}" : kind, reader.SpanFrom(at)));
            }

            var pattern = Read(reader, Like + 1, isRestricted: false);
            var escape = reader.Take("ESCAPE") ? Read(reader, Like + 1, isRestricted: false) : null;
            return new PatternMatch(reader.SpanFrom(start), left, isNegated, kind, pattern, escape);
        }

        static Between ReadBetween(SyntaxReader reader, int start, Expression left, bool isNegated)
        {
            var symmetric = reader.Take("SYMMETRIC");
            _ = symmetric || reader.Take("ASYMMETRIC");
            var lower = ReadRestricted(reader);
            reader.Expect("AND");
            var upper = Read(reader, Like + 1, isRestricted: false);
            return new(reader.SpanFrom(start), left, isNegated, symmetric, lower, upper);
        }

        static bool IsQualifiedOperator(SyntaxReader reader) => reader.Is("OPERATOR") && reader.Ahead(1).Kind == TokenKind.OpenParenthesis;

        /// <summary>An operator, <c>OPERATOR(schema.+)</c> included.</summary>
        public static OperatorName ReadQualifiedOperator(SyntaxReader reader)
        {
            var start = reader.Start;
            if (!reader.Take("OPERATOR"))
            {
                return ReadOperator(reader);
            }

            reader.Expect(TokenKind.OpenParenthesis);
            var by = ReadAnyOperator(reader);
            reader.Expect(TokenKind.CloseParenthesis);
            return by with { Span = reader.SpanFrom(start) };
        }

        /// <summary>An operator with its schema or without.</summary>
        public static OperatorName ReadAnyOperator(SyntaxReader reader)
        {
            var start = reader.Start;
            if (!reader.IsColId())
            {
                return ReadOperator(reader);
            }

            var parts = ImmutableArray.CreateBuilder<Identifier>();
            while (reader.IsColId())
            {
                parts.Add(reader.ColId());
                reader.Expect(TokenKind.Dot);
            }

            return ReadOperator(reader) with { Schema = parts[^1], Prefix = parts.ToImmutable()[..^1], Span = reader.SpanFrom(start) };
        }

        static OperatorName ReadOperator(SyntaxReader reader)
        {
            var start = reader.Start;
            if (reader.Kind != TokenKind.Operator)
            {
                reader.Fail();
                return new(null, "", default);
            }

            var symbol = SymbolLevel(reader.Text).Item2!;
            reader.Next();
            return new(null, symbol, reader.SpanFrom(start));
        }

        static TextSpan SpanOf<T>(SyntaxReader reader, int start, T read, out T kept)
        {
            kept = read;
            return reader.SpanFrom(start);
        }
    }
}
