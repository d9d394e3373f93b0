namespace Turnstone.Sql.Expressions;

using System.Collections.Immutable;
using Turnstone.Sql.Syntax;

/// <content>Functions by their names.</content>
public abstract partial record Expression
{
    internal static partial class Parser
    {
        // func_application with what may follow it, or a constant of a type with modifiers.
        static Expression ReadCall(SyntaxReader reader, int start, ObjectName name)
        {
            reader.Expect(TokenKind.OpenParenthesis);
            var isAll = reader.Is("ALL");
            var (isStar, isDistinct, arguments, order) = ReadArguments(reader);
            reader.Expect(TokenKind.CloseParenthesis);
            if (reader.IsString() && !isStar && !isDistinct && !isAll && !arguments.IsEmpty && !arguments[^1].IsVariadic)
            {
                RefuseModifiers(reader, arguments, order);
                var type = new TypeName(reader.SpanFrom(start), name, [.. arguments.Select(argument => argument.Value)], 0);
                return new Cast(SpanOf(reader, start, reader.String(), out var value), new Constant(value, ConstantKind.String), type, CastForm.Prefix);
            }

            var isWithin = reader.Is("WITHIN", "GROUP");
            if (isWithin)
            {
                order = WithinGroup(reader, order, isDistinct);
            }

            var (filter, over) = ReadAggregate(reader);
            return new FunctionCall(reader.SpanFrom(start), name, arguments, isStar, isDistinct, order, isWithin, filter, over);
        }

        // AexprConst
        static void RefuseModifiers(SyntaxReader reader, ImmutableArray<Argument> arguments, ImmutableArray<SortKey> order)
        {
            if (arguments.Any(argument => argument.Name is not null))
            {
                reader.Fail("type modifier cannot have parameter name");
            }
            else if (!order.IsEmpty)
            {
                reader.Fail("type modifier cannot have ORDER BY");
            }
        }

        /// <summary>A function's name with its arguments and nothing behind them: <c>func_application</c> of <c>gram.y</c>.</summary>
        public static FunctionCall ReadApplication(SyntaxReader reader)
        {
            var start = reader.Start;
            var name = reader.FunctionName();
            reader.Expect(TokenKind.OpenParenthesis);
            var (isStar, isDistinct, arguments, order) = ReadArguments(reader);
            reader.Expect(TokenKind.CloseParenthesis);
            return new(reader.SpanFrom(start), name, arguments, isStar, isDistinct, order, false, null, null);
        }

        /// <summary>A function, those with a grammar of their own as well: <c>func_expr_windowless</c>. WITHIN, FILTER and OVER behind it are names.</summary>
        public static Expression ReadWindowless(SyntaxReader reader)
        {
            var known = reader.Word is { } word ? KeywordCall.Parser.TryRead(reader, reader.Start, word, isWindowless: true) : null;
            return known ?? ReadApplication(reader);
        }

        /// <summary>FILTER and OVER, if they stand here.</summary>
        public static (Expression? Filter, Window? Over) ReadAggregate(SyntaxReader reader)
        {
            Expression? filter = null;
            if (reader.Is("FILTER") && reader.Ahead(1).Kind == TokenKind.OpenParenthesis)
            {
                reader.Next();
                reader.Next();
                reader.Expect("WHERE");
                filter = Read(reader);
                reader.Expect(TokenKind.CloseParenthesis);
            }

            return (filter, reader.Take("OVER") ? Window.Parser.ReadOver(reader) : null);
        }

        static ImmutableArray<SortKey> WithinGroup(SyntaxReader reader, ImmutableArray<SortKey> inside, bool isDistinct)
        {
            if (!inside.IsEmpty || isDistinct)
            {
                reader.Fail(isDistinct ? "cannot use DISTINCT with WITHIN GROUP" : "cannot use multiple ORDER BY clauses with WITHIN GROUP");
            }

            reader.Expect("WITHIN", "GROUP");
            reader.Expect(TokenKind.OpenParenthesis);
            if (!reader.Is("ORDER", "BY"))
            {
                reader.Fail();
            }

            var order = SortKey.Parser.ReadClause(reader);
            reader.Expect(TokenKind.CloseParenthesis);
            return order;
        }

        static (bool IsStar, bool IsDistinct, ImmutableArray<Argument> Arguments, ImmutableArray<SortKey> Order) ReadArguments(SyntaxReader reader)
        {
            if (reader.Is(TokenKind.CloseParenthesis))
            {
                return (false, false, [], []);
            }

            if (reader.TakeOperator("*"))
            {
                return (true, false, [], []);
            }

            var isDistinct = reader.Take("DISTINCT");
            var isAll = !isDistinct && reader.Take("ALL");
            var arguments = ImmutableArray.CreateBuilder<Argument>();
            do
            {
                if ((isDistinct || isAll) && reader.Is("VARIADIC"))
                {
                    reader.Fail();
                }

                arguments.Add(ReadArgument(reader));
            }
            while (!arguments[^1].IsVariadic && reader.Take(TokenKind.Comma));

            return (false, isDistinct, arguments.DrainToImmutable(), SortKey.Parser.ReadClause(reader));
        }

        /// <summary>The values of arguments of which none is VARIADIC: <c>func_arg_list</c>.</summary>
        public static ImmutableArray<Expression> ReadArgumentValues(SyntaxReader reader) => reader.List(static one =>
        {
            if (one.Is("VARIADIC"))
            {
                one.Fail();
            }

            return ReadArgument(one).Value;
        });

        /// <summary>One argument: <c>x</c>, <c>name => x</c>, <c>VARIADIC x</c>.</summary>
        public static Argument ReadArgument(SyntaxReader reader)
        {
            var start = reader.Start;
            var isVariadic = reader.Take("VARIADIC");
            Identifier? name = null;
            if (reader.Ahead(1).Kind is TokenKind.ColonEquals or TokenKind.EqualsGreater && reader.IsTypeFunctionName())
            {
                name = reader.TypeFunctionName();
                reader.Next();
            }

            var value = Read(reader);
            return new(reader.SpanFrom(start), name, isVariadic, value);
        }
    }
}
