namespace Turnstone.Sql.Clauses;

using System.Collections.Immutable;
using Turnstone.Sql.Expressions;
using Turnstone.Sql.Syntax;

/// <summary>A parameter of a function, a procedure or an aggregate: <c>INOUT name type DEFAULT value</c>.</summary>
public sealed record RoutineParameter(TextSpan Span, ParameterMode Mode, Identifier? Name, TypeName Type, Expression? Default) : SyntaxNode(Span)
{
    internal static class Parser
    {
        /// <summary>All of them in parentheses, defaults included.</summary>
        public static ImmutableArray<RoutineParameter> ReadDefinitions(SyntaxReader reader) => ReadAll(reader, ReadDefinition);

        /// <summary>All of them in parentheses, as a routine is referred to.</summary>
        public static ImmutableArray<RoutineParameter> ReadAll(SyntaxReader reader) => ReadAll(reader, Read);

        /// <summary>The columns of RETURNS TABLE.</summary>
        public static ImmutableArray<RoutineParameter> ReadColumns(SyntaxReader reader) => reader.Parenthesised(static one =>
        {
            var start = one.Start;
            var name = one.TypeFunctionName();
            var type = TypeName.Parser.ReadOfFunction(one);
            return new RoutineParameter(one.SpanFrom(start), ParameterMode.Table, name, type, null);
        });

        /// <summary><c>func_arg</c> of <c>gram.y</c>.</summary>
        public static RoutineParameter Read(SyntaxReader reader)
        {
            var start = reader.Start;
            var mode = Mode(reader);
            Identifier? name = IsNamed(reader) ? reader.TypeFunctionName() : null;
            mode = mode is null && name is not null ? Mode(reader) : mode;
            var type = TypeName.Parser.ReadOfFunction(reader);
            return new(reader.SpanFrom(start), mode ?? ParameterMode.In, name, type, null);
        }

        static RoutineParameter ReadDefinition(SyntaxReader reader)
        {
            var start = reader.Start;
            var parameter = Read(reader);
            if (!reader.Take("DEFAULT") && !reader.TakeOperator("="))
            {
                return parameter;
            }

            var value = Expression.Parser.Read(reader);
            return parameter with { Span = reader.SpanFrom(start), Default = value };
        }

        static ImmutableArray<RoutineParameter> ReadAll(SyntaxReader reader, Func<SyntaxReader, RoutineParameter> read)
        {
            if (reader.Is(TokenKind.OpenParenthesis) && reader.Ahead(1).Kind == TokenKind.CloseParenthesis)
            {
                reader.Next();
                reader.Next();
                return [];
            }

            return reader.Parenthesised(read);
        }

        static ParameterMode? Mode(SyntaxReader reader) => reader.TakeOneOf("IN", "OUT", "INOUT", "VARIADIC") switch
        {
            "IN" => reader.Take("OUT") ? ParameterMode.InOut : ParameterMode.In,
            "OUT" => ParameterMode.Out,
            "INOUT" => ParameterMode.InOut,
            "VARIADIC" => ParameterMode.Variadic,
            _ => null,
        };

        // A name where a type or a mode follows it; DOUBLE PRECISION is one type.
        static bool IsNamed(SyntaxReader reader)
        {
            if (!reader.IsTypeFunctionName() || reader.Is("DOUBLE", "PRECISION"))
            {
                return false;
            }

            var next = reader.Ahead(1);
            return next.Kind is TokenKind.Word or TokenKind.QuotedIdentifier or TokenKind.UnicodeIdentifier
                && (next.Keyword != KeywordKind.Reserved || next.Word is "IN" or "VARIADIC");
        }
    }
}
