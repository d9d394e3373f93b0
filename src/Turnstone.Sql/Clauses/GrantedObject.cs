namespace Turnstone.Sql.Clauses;

using Turnstone.Sql.Expressions;
using Turnstone.Sql.Syntax;

/// <summary>One object that a privilege is on.</summary>
/// <param name="Name">None of a large object, which has a number, and of a parameter, which is a setting.</param>
public sealed record GrantedObject(TextSpan Span, ObjectName? Name) : SyntaxNode(Span)
{
    internal static class Parser
    {
        public static GrantedObject ReadSimple(SyntaxReader reader)
        {
            var name = reader.ColId();
            return new(name.Span, new(null, name));
        }

        public static GrantedObject ReadQualified(SyntaxReader reader)
        {
            var start = reader.Start;
            var name = reader.QualifiedName();
            return new(reader.SpanFrom(start), name);
        }

        public static GrantedObject ReadNumber(SyntaxReader reader) => new(reader.SignedNumber(), null);

        public static GrantedObject ReadParameter(SyntaxReader reader)
        {
            var start = reader.Start;
            do
            {
                reader.ColId();
            }
            while (reader.Take(TokenKind.Dot));

            return new(reader.SpanFrom(start), null);
        }

        /// <summary>A function with what it takes or without: <c>function_with_argtypes</c> of <c>gram.y</c>.</summary>
        public static GrantedObject ReadRoutine(SyntaxReader reader)
        {
            var start = reader.Start;
            var hasArguments = reader.Ahead(1).Kind == TokenKind.OpenParenthesis;
            var name = hasArguments || reader.Keyword == KeywordKind.TypeOrFunction ? reader.FunctionName() : reader.QualifiedName();
            if (reader.Take(TokenKind.OpenParenthesis) && !reader.Take(TokenKind.CloseParenthesis))
            {
                reader.List(Argument);
                reader.Expect(TokenKind.CloseParenthesis);
            }

            return new(reader.SpanFrom(start), name);
        }

        static TypeName Argument(SyntaxReader reader)
        {
            var hasMode = TakeMode(reader);
            if (IsNamed(reader))
            {
                reader.TypeFunctionName();
                _ = !hasMode && TakeMode(reader);
            }

            return TypeName.Parser.ReadOfFunction(reader);
        }

        static bool TakeMode(SyntaxReader reader)
        {
            if (reader.Take("IN"))
            {
                _ = reader.Take("OUT");
                return true;
            }

            return reader.TakeOneOf("OUT", "INOUT", "VARIADIC") is not null;
        }

        // A name, and behind it a mode or a type.
        static bool IsNamed(SyntaxReader reader)
        {
            var next = reader.Ahead(1);
            return reader.IsTypeFunctionName() && !reader.Is("DOUBLE", "PRECISION")
                && (next.Word is "IN" or "VARIADIC" || next.Kind is TokenKind.Word or TokenKind.QuotedIdentifier or TokenKind.UnicodeIdentifier && next.Keyword != KeywordKind.Reserved);
        }
    }
}
