namespace Turnstone.Sql.Expressions;

using System.Collections.Immutable;
using Turnstone.Sql.Statements;
using Turnstone.Sql.Syntax;

/// <content>What stands in parentheses.</content>
public abstract partial record Expression
{
    internal static partial class Parser
    {
        /// <summary>A value that must be in parentheses, without them.</summary>
        public static Expression ReadEnclosed(SyntaxReader reader)
        {
            reader.Expect(TokenKind.OpenParenthesis);
            var value = Read(reader);
            reader.Expect(TokenKind.CloseParenthesis);
            return value;
        }

        /// <summary>What stands behind IN and ANY: a query, or values, in parentheses.</summary>
        static (Statement? Query, ImmutableArray<Expression> Values) ReadQueryOrValues(SyntaxReader reader, int mostValues)
        {
            reader.Expect(TokenKind.OpenParenthesis);
            if (ReadInParentheses(reader) is var (query, first) && query is not null)
            {
                return (query, []);
            }

            var values = ImmutableArray.CreateBuilder<Expression>();
            values.Add(first!);
            while (values.Count < mostValues && reader.Take(TokenKind.Comma))
            {
                values.Add(Read(reader));
            }

            reader.Expect(TokenKind.CloseParenthesis);
            return (null, values.DrainToImmutable());
        }

        /// <summary>Reads behind an opening parenthesis: a query with its closing one, or the first value, with what follows it not yet read.</summary>
        /// <remarks>Which of the two it is shows behind the parentheses inside: <c>((SELECT 1))</c>, <c>((SELECT 1) + 1)</c>. Each of them is read once.</remarks>
        static (Statement? Query, Expression? Value) ReadInParentheses(SyntaxReader reader)
        {
            if (Select.Parser.Begins(reader))
            {
                var query = Select.Parser.ReadInside(reader);
                return (query, null);
            }

            if (!reader.Is(TokenKind.OpenParenthesis) || !reader.Enter())
            {
                return (null, Read(reader));
            }

            var inner = reader.Start;
            reader.Next();
            var (nested, value) = ReadInParentheses(reader);
            reader.Leave();
            if (nested is not null && Select.Parser.GoesOn(reader))
            {
                return (Select.Parser.ReadInside(reader, inner, nested), null);
            }

            var span = reader.SpanFrom(inner);
            if (nested is not null && reader.Take(TokenKind.CloseParenthesis))
            {
                return (nested with { Span = span }, null);
            }

            var operand = nested is not null ? new Subquery(span, SubqueryKind.Scalar, nested) : ReadRow(reader, inner, value!);
            operand = IsRow(operand, inner) ? operand : ReadSteps(reader, inner, operand, isName: false);
            return (null, Continue(reader, inner, operand, 0, isRestricted: false));
        }

        // (x), or (x, y), whose x is read.
        static Expression ReadRow(SyntaxReader reader, int start, Expression first)
        {
            if (!reader.Is(TokenKind.Comma))
            {
                reader.Expect(TokenKind.CloseParenthesis);
                return first;
            }

            var elements = ImmutableArray.CreateBuilder<Expression>();
            elements.Add(first);
            while (reader.Take(TokenKind.Comma))
            {
                elements.Add(Read(reader));
            }

            reader.Expect(TokenKind.CloseParenthesis);
            return new RowConstructor(reader.SpanFrom(start), false, elements.DrainToImmutable());
        }

        // row OVERLAPS row
        static BinaryOperation ReadOverlaps(SyntaxReader reader, int start, Expression left)
        {
            var by = new OperatorName(null, "OVERLAPS", new(reader.Start, "OVERLAPS".Length));
            reader.Next();
            var (second, mark) = (reader.Start, reader.Mark());
            var isRow = reader.Is(TokenKind.OpenParenthesis) || reader.Is("ROW");
            var right = isRow && reader.Enter() ? ReadRowAlone(reader, second) : null;
            if (right is not RowConstructor || right.Span.Start != second)
            {
                reader.Reset(mark);
                reader.Fail();
                return new(reader.SpanFrom(start), left, by, left);
            }

            reader.Leave();
            RefuseOther(reader, left, "left");
            RefuseOther(reader, right, "right");
            return new(reader.SpanFrom(start), left, by, right);
        }

        static Expression ReadRowAlone(SyntaxReader reader, int start)
        {
            if (reader.Is("ROW"))
            {
                return ReadExplicitRow(reader, start);
            }

            reader.Next();
            var (query, value) = ReadInParentheses(reader);
            return query is null ? ReadRow(reader, start, value!) : new Subquery(reader.SpanFrom(start), SubqueryKind.Scalar, query);
        }

        static void RefuseOther(SyntaxReader reader, Expression row, string side)
        {
            if (row is RowConstructor { Elements.Length: not 2 })
            {
                reader.Fail($"wrong number of parameters on {side} side of OVERLAPS expression");
            }
        }
    }
}
