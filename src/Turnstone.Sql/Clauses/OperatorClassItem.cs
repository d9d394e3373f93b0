namespace Turnstone.Sql.Clauses;

using Turnstone.Sql.Expressions;
using Turnstone.Sql.Syntax;

/// <summary>A member of an operator class or family: <c>OPERATOR 1 =</c>, <c>FUNCTION 1 f(integer)</c>, <c>STORAGE text</c>.</summary>
/// <param name="Kind"><c>OPERATOR</c>, <c>FUNCTION</c>, <c>STORAGE</c></param>
/// <param name="Number">Of an operator or a function, as it stands.</param>
public sealed record OperatorClassItem(TextSpan Span, string Kind, TextSpan? Number) : SyntaxNode(Span)
{
    internal static class Parser
    {
        /// <summary>One that is added: <c>opclass_item</c> of <c>gram.y</c>.</summary>
        public static OperatorClassItem Read(SyntaxReader reader)
        {
            var start = reader.Start;
            var kind = reader.ExpectOneOf("OPERATOR", "FUNCTION", "STORAGE");
            if (kind == "STORAGE")
            {
                TypeName.Parser.Read(reader);
                return new(reader.SpanFrom(start), kind, null);
            }

            var number = reader.Integer();
            if (kind == "OPERATOR")
            {
                Operator(reader);
            }
            else
            {
                _ = reader.Is(TokenKind.OpenParenthesis) ? reader.Parenthesised(TypeName.Parser.Read) : [];
                ObjectReference.Parser.ReadFunction(reader, ObjectKind.Function);
            }

            return new(reader.SpanFrom(start), kind, number);
        }

        /// <summary>One that is dropped: <c>opclass_drop</c> of <c>gram.y</c>.</summary>
        public static OperatorClassItem ReadDropped(SyntaxReader reader)
        {
            var start = reader.Start;
            var kind = reader.ExpectOneOf("OPERATOR", "FUNCTION");
            var number = reader.Integer();
            reader.Parenthesised(TypeName.Parser.Read);
            return new(reader.SpanFrom(start), kind, number);
        }

        static void Operator(SyntaxReader reader)
        {
            var start = reader.Start;
            var name = Expression.Parser.ReadAnyOperator(reader);
            if (reader.Is(TokenKind.OpenParenthesis))
            {
                ObjectReference.Parser.ReadOperator(reader, start, name);
            }

            if (reader.Take("FOR") && reader.ExpectOneOf("SEARCH", "ORDER") == "ORDER")
            {
                reader.Expect("BY");
                reader.AnyName();
            }

            _ = reader.Take("RECHECK");
        }
    }
}
