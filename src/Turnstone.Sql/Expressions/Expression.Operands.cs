namespace Turnstone.Sql.Expressions;

using System.Collections.Immutable;
using Turnstone.Sql.Statements;
using Turnstone.Sql.Syntax;

/// <content>What operators stand between.</content>
public abstract partial record Expression
{
    internal static partial class Parser
    {
        /// <summary>One without operators around it: <c>c_expr</c>.</summary>
        public static Expression ReadPrimary(SyntaxReader reader)
        {
            if (reader.Kind == TokenKind.Operator)
            {
                reader.Fail();
            }

            if (!reader.Enter())
            {
                return new Constant(default, ConstantKind.Null);
            }

            var read = ReadOperand(reader, isRestricted: true, isPrimary: true);
            reader.Leave();
            return read;
        }

        /// <summary>A constant, with its type or without, and nothing that is computed: <c>AexprConst</c>.</summary>
        public static Expression ReadConstant(SyntaxReader reader)
        {
            var (mark, isEnclosed) = (reader.Mark(), reader.Is(TokenKind.OpenParenthesis));
            var read = ReadPrimary(reader);
            if (isEnclosed || read is not (Constant or Expressions.Cast { Form: CastForm.Prefix }))
            {
                reader.Reset(mark);
                reader.Fail();
            }

            return read;
        }

        // c_expr, and the operators that stand in front.
        static Expression ReadOperand(SyntaxReader reader, bool isRestricted, bool isPrimary = false)
        {
            var start = reader.Start;
            switch (reader.Kind)
            {
                case TokenKind.Number:
                    var number = reader.IsInteger() ? ConstantKind.Integer : ConstantKind.Number;
                    reader.Next();
                    return new Constant(reader.SpanFrom(start), number);
                case var kind when kind.IsString():
                    return new Constant(reader.String(), ConstantKind.String);
                case TokenKind.NationalString:
                    reader.Next();
                    return new Constant(reader.SpanFrom(start), ConstantKind.String);
                case TokenKind.BitString or TokenKind.HexString:
                    reader.Next();
                    return new Constant(reader.SpanFrom(start), ConstantKind.Bits);
                case TokenKind.Parameter:
                    reader.Next();
                    return ReadSteps(reader, start, new ParameterReference(reader.SpanFrom(start)), isName: false);
                case TokenKind.OpenParenthesis:
                    return ReadParenthesised(reader, start);
                case TokenKind.Operator:
                    return ReadPrefix(reader, start, isRestricted);
                case TokenKind.Word when !isPrimary && IsQualifiedOperator(reader):
                    var by = ReadQualifiedOperator(reader);
                    var operand = Read(reader, Other + 1, isRestricted);
                    return new UnaryOperation(reader.SpanFrom(start), by, operand);
                case TokenKind.Word when reader.Word is { } word:
                    return ReadKeyword(reader, start, word, isRestricted);
                default:
                    return ReadName(reader, start);
            }
        }

        static Expression ReadPrefix(SyntaxReader reader, int start, bool isRestricted)
        {
            var isSign = reader.IsOperator("-") || reader.IsOperator("+");
            if (reader.Text is "*" or "/" or "%" or "^" or "<" or ">" or "=" or "<=" or ">=" or "<>" or "!=")
            {
                reader.Fail();
                return new Constant(default, ConstantKind.Null);
            }

            var by = ReadOperator(reader);
            var operand = Read(reader, isSign ? Sign : Other + 1, isRestricted);
            return new UnaryOperation(reader.SpanFrom(start), by, operand);
        }

        static Expression ReadParenthesised(SyntaxReader reader, int start)
        {
            reader.Next();
            var (query, value) = ReadInParentheses(reader);
            Expression operand = query is not null ? new Subquery(reader.SpanFrom(start), SubqueryKind.Scalar, query) : ReadRow(reader, start, value!);
            return IsRow(operand, start) ? operand : ReadSteps(reader, start, operand, isName: false);
        }

        // (a, b), and not ((a, b)): no part of it can be taken.
        static bool IsRow(Expression operand, int start) => operand is RowConstructor && operand.Span.Start == start;

        static Expression ReadKeyword(SyntaxReader reader, int start, string word, bool isRestricted)
        {
            switch (word)
            {
                case "NOT" when !isRestricted:
                    reader.Next();
                    var negated = Read(reader, Not, isRestricted: false);
                    return new Negation(reader.SpanFrom(start), negated);
                case "TRUE" or "FALSE" or "NULL":
                    reader.Next();
                    return new Constant(reader.SpanFrom(start), word switch { "TRUE" => ConstantKind.True, "FALSE" => ConstantKind.False, _ => ConstantKind.Null });
                case "DEFAULT" when !isRestricted:
                    reader.Next();
                    return new DefaultValue(reader.SpanFrom(start));
                case "CASE":
                    return CaseExpression.Parser.Read(reader);
                case "EXISTS" when reader.Ahead(1).Kind == TokenKind.OpenParenthesis:
                    reader.Next();
                    return new Subquery(SpanOf(reader, start, Select.Parser.ReadParenthesised(reader), out var found), SubqueryKind.Exists, found);
                case "ARRAY":
                    return ReadArray(reader, start);
                case "ROW" when reader.Ahead(1).Kind == TokenKind.OpenParenthesis:
                    return ReadExplicitRow(reader, start);
                case "GROUPING" when reader.Ahead(1).Kind == TokenKind.OpenParenthesis:
                    reader.Next();
                    return new KeywordCall(SpanOf(reader, start, reader.Parenthesised(Read), out var grouped), "GROUPING", grouped, null);
                case "UNIQUE" when reader.Ahead(1).Kind == TokenKind.OpenParenthesis && !isRestricted:
                    reader.Fail("UNIQUE predicate is not yet implemented");
                    return new Constant(default, ConstantKind.Null);
            }

            return KeywordCall.Parser.TryRead(reader, start, word) ?? ReadName(reader, start);
        }

        static Expression ReadArray(SyntaxReader reader, int start)
        {
            reader.Expect("ARRAY");
            if (reader.Is(TokenKind.OpenParenthesis))
            {
                return new Subquery(SpanOf(reader, start, Select.Parser.ReadParenthesised(reader), out var query), SubqueryKind.Array, query);
            }

            return ReadElements(reader, start);
        }

        // Inside, ARRAY goes without saying.
        static ArrayConstructor ReadElements(SyntaxReader reader, int start)
        {
            reader.Expect(TokenKind.OpenBracket);
            if (reader.Take(TokenKind.CloseBracket))
            {
                return new(reader.SpanFrom(start), []);
            }

            ImmutableArray<Expression> elements;
            if (reader.Is(TokenKind.OpenBracket) && reader.Enter())
            {
                elements = reader.List(static inner => (Expression)ReadElements(inner, inner.Start));
                reader.Leave();
            }
            else
            {
                elements = reader.List(Read);
            }

            reader.Expect(TokenKind.CloseBracket);
            return new(reader.SpanFrom(start), elements);
        }

        static RowConstructor ReadExplicitRow(SyntaxReader reader, int start)
        {
            reader.Expect("ROW");
            reader.Expect(TokenKind.OpenParenthesis);
            var elements = reader.Is(TokenKind.CloseParenthesis) ? [] : reader.List(Read);
            reader.Expect(TokenKind.CloseParenthesis);
            return new(reader.SpanFrom(start), true, elements);
        }

        // A column, a function, or a constant behind the name of its type.
        static Expression ReadName(SyntaxReader reader, int start)
        {
            var next = reader.Ahead(1).Kind;
            if (next.IsString() && (reader.IsTypeFunctionName() || IsTypeWord(reader.Word)) || reader.Keyword is KeywordKind.Column && IsTypeWord(reader.Word) && IsTypeStart(reader)
                || reader.Is("DOUBLE", "PRECISION"))
            {
                return ReadTyped(reader, start);
            }

            if (next == TokenKind.OpenParenthesis && reader.IsTypeFunctionName())
            {
                return ReadCall(reader, start, new(null, reader.TypeFunctionName()));
            }

            if (!reader.IsColId())
            {
                reader.Fail();
                return new Constant(default, ConstantKind.Null);
            }

            return next == TokenKind.Dot ? ReadQualified(reader, start) : ReadColumn(reader, start);
        }

        static Expression ReadColumn(SyntaxReader reader, int start)
        {
            var name = reader.ColId();
            return ReadSteps(reader, start, new ColumnReference(reader.SpanFrom(start), [name], false), isName: true);
        }

        // a.b, a.b(…), a.b 'constant', a.*
        static Expression ReadQualified(SyntaxReader reader, int start)
        {
            var parts = ImmutableArray.CreateBuilder<Identifier>();
            parts.Add(reader.ColId());
            var isStar = false;
            while (!isStar && reader.Take(TokenKind.Dot))
            {
                isStar = reader.TakeOperator("*");
                if (!isStar)
                {
                    parts.Add(reader.ColLabel());
                }
            }

            if (!isStar && reader.Is(TokenKind.OpenParenthesis))
            {
                return ReadCall(reader, start, NameOf(parts));
            }

            if (!isStar && reader.IsString())
            {
                var type = new TypeName(reader.SpanFrom(start), NameOf(parts), [], 0);
                var value = new Constant(reader.String(), ConstantKind.String);
                return new Cast(reader.SpanFrom(start), value, type, CastForm.Prefix);
            }

            var column = new ColumnReference(reader.SpanFrom(start), parts.DrainToImmutable(), isStar);
            return isStar ? column : ReadSteps(reader, start, column, isName: true);
        }

        // How many parts there may be, the grammar leaves to what follows it.
        static ObjectName NameOf(ImmutableArray<Identifier>.Builder parts) => parts.Count == 1 ? new(null, parts[0]) : ObjectName.Of(parts.ToArray());

        // What only a type begins with.
        static bool IsTypeWord(string? word) => word is "INT" or "INTEGER" or "SMALLINT" or "BIGINT" or "REAL" or "FLOAT" or "DECIMAL" or "DEC" or "NUMERIC" or "BOOLEAN" or "BIT" or "CHARACTER"
            or "CHAR" or "VARCHAR" or "NCHAR" or "NATIONAL" or "TIMESTAMP" or "TIME" or "INTERVAL" or "JSON";

        // numeric(3) '…', timestamp with time zone '…'. Without what goes on with the type it is a column: ORDER BY time WITH DATA, SELECT time zone.
        static bool IsTypeStart(SyntaxReader reader) => reader.Ahead(1).Kind == TokenKind.OpenParenthesis || reader.Word switch
        {
            "TIME" or "TIMESTAMP" => reader.Ahead(1).Word is "WITH" or "WITHOUT" && reader.IsAhead(2, "TIME"),
            "BIT" or "CHAR" or "CHARACTER" or "NCHAR" => reader.IsAhead(1, "VARYING"),
            "NATIONAL" => reader.Ahead(1).Word is "CHAR" or "CHARACTER",
            _ => false,
        };

        static Cast ReadTyped(SyntaxReader reader, int start)
        {
            var isInterval = reader.Is("INTERVAL");
            var type = isInterval ? ReadIntervalType(reader) : TypeName.Parser.ReadSimple(reader);
            if (!reader.IsString())
            {
                reader.Fail();
            }

            var value = new Constant(reader.String(), ConstantKind.String);
            var fields = isInterval && type.Modifiers.IsEmpty ? TypeName.Parser.IntervalFields(reader) : null;
            return new Cast(reader.SpanFrom(start), value, type with { Fields = fields }, CastForm.Prefix);
        }

        // The fields stand behind the constant.
        static TypeName ReadIntervalType(SyntaxReader reader)
        {
            var start = reader.Start;
            reader.Next();
            var precision = TypeName.Parser.Precision(reader);
            return new(reader.SpanFrom(start), new(new Identifier("pg_catalog"), new Identifier("interval")), precision, 0);
        }

        /// <summary>Fields and elements behind a value.</summary>
        /// <param name="isName">Whether the dots were read as parts of a name already.</param>
        static Expression ReadSteps(SyntaxReader reader, int start, Expression target, bool isName)
        {
            if (!reader.Is(TokenKind.OpenBracket) && (isName || !reader.Is(TokenKind.Dot)))
            {
                return target;
            }

            return new Selection(SpanOf(reader, start, Steps(reader), out var steps), target, steps);
        }

        /// <summary>All that follow: <c>[1].name</c>.</summary>
        public static ImmutableArray<SelectionStep> Steps(SyntaxReader reader)
        {
            var steps = ImmutableArray.CreateBuilder<SelectionStep>();
            while (reader.Is(TokenKind.Dot) || reader.Is(TokenKind.OpenBracket))
            {
                steps.Add(Step(reader));
                if (steps[^1].IsStar && (reader.Is(TokenKind.Dot) || reader.Is(TokenKind.OpenBracket)))
                {
                    reader.Fail("improper use of \"*\"");
                }
            }

            return steps.DrainToImmutable();
        }

        static SelectionStep Step(SyntaxReader reader)
        {
            var start = reader.Start;
            if (reader.Take(TokenKind.Dot))
            {
                if (reader.TakeOperator("*"))
                {
                    return new(reader.SpanFrom(start), null, true, false, null, null);
                }

                var field = reader.ColLabel();
                return new(reader.SpanFrom(start), field, false, false, null, null);
            }

            reader.Expect(TokenKind.OpenBracket);
            var from = reader.Is(TokenKind.Colon) ? null : Read(reader);
            var isSlice = reader.Take(TokenKind.Colon);
            var to = isSlice && !reader.Is(TokenKind.CloseBracket) ? Read(reader) : null;
            reader.Expect(TokenKind.CloseBracket);
            return new(reader.SpanFrom(start), null, false, isSlice, from, to);
        }
    }
}
