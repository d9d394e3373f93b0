namespace Turnstone.Sql.Clauses;

using System.Collections.Immutable;
using Turnstone.Sql.Expressions;
using Turnstone.Sql.Syntax;

/// <summary>A member of an operator class or family: <c>OPERATOR 1 =</c>, <c>FUNCTION 1 f(integer)</c>, <c>STORAGE text</c>.</summary>
/// <param name="Kind"><c>OPERATOR</c>, <c>FUNCTION</c>, <c>STORAGE</c></param>
/// <param name="Number">Of an operator or a function, as it stands.</param>
public sealed record OperatorClassItem(TextSpan Span, string Kind, TextSpan? Number) : SyntaxNode(Span)
{
    /// <summary>The operator or the function; none where it is dropped, which its number and types do.</summary>
    public ObjectReference? Object { get; init; }

    /// <summary>Those of the values that it is for: of a function where they are given, and of what is dropped.</summary>
    public ImmutableArray<TypeName> Types { get; init; } = [];

    /// <summary>By which family an operator orders.</summary>
    public ObjectName? OrderBy { get; init; }

    /// <summary>The type that STORAGE says.</summary>
    public TypeName? Storage { get; init; }

    internal static class Parser
    {
        /// <summary>One that is added: <c>opclass_item</c> of <c>gram.y</c>.</summary>
        public static OperatorClassItem Read(SyntaxReader reader)
        {
            var start = reader.Start;
            var kind = reader.ExpectOneOf("OPERATOR", "FUNCTION", "STORAGE");
            if (kind == "STORAGE")
            {
                var storage = TypeName.Parser.Read(reader);
                return new(reader.SpanFrom(start), kind, null) { Storage = storage };
            }

            var number = reader.Integer();
            if (kind == "OPERATOR")
            {
                var (symbol, family) = Operator(reader);
                return new(reader.SpanFrom(start), kind, number) { Object = symbol, OrderBy = family };
            }

            var types = reader.Is(TokenKind.OpenParenthesis) ? reader.Parenthesised(TypeName.Parser.Read) : [];
            var function = ObjectReference.Parser.ReadFunction(reader, ObjectKind.Function);
            return new(reader.SpanFrom(start), kind, number) { Object = function, Types = types };
        }

        /// <summary>One that is dropped: <c>opclass_drop</c> of <c>gram.y</c>.</summary>
        public static OperatorClassItem ReadDropped(SyntaxReader reader)
        {
            var start = reader.Start;
            var kind = reader.ExpectOneOf("OPERATOR", "FUNCTION");
            var number = reader.Integer();
            var types = reader.Parenthesised(TypeName.Parser.Read);
            return new(reader.SpanFrom(start), kind, number) { Types = types };
        }

        static (ObjectReference Operator, ObjectName? OrderBy) Operator(SyntaxReader reader)
        {
            var (start, family) = (reader.Start, (ObjectName?)null);
            var name = Expression.Parser.ReadAnyOperator(reader);
            var symbol = reader.Is(TokenKind.OpenParenthesis)
                ? ObjectReference.Parser.ReadOperator(reader, start, name)
                : new(reader.SpanFrom(start), ObjectKind.Operator, new(name.Schema, new(name.Symbol)));
            if (reader.Take("FOR") && reader.ExpectOneOf("SEARCH", "ORDER") == "ORDER")
            {
                reader.Expect("BY");
                family = reader.AnyName();
            }

            _ = reader.Take("RECHECK");
            return (symbol, family);
        }
    }
}
