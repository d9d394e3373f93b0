namespace Turnstone.Sql.Queries;

using System.Collections.Immutable;
using Turnstone.Sql.Expressions;
using Turnstone.Sql.Syntax;

/// <summary>An option of a definition: <c>name [= value]</c>, as CREATE TYPE, AGGREGATE, OPERATOR and others have them.</summary>
/// <param name="Value">As it stands; none where only the name does.</param>
public sealed record Definition(TextSpan Span, Identifier Name, TextSpan? Value) : SyntaxNode(Span)
{
    internal static class Parser
    {
        /// <summary>All of them, in parentheses.</summary>
        public static ImmutableArray<Definition> ReadAll(SyntaxReader reader) => reader.Parenthesised(Read);

        /// <summary>One of them: <c>def_elem</c> of <c>gram.y</c>.</summary>
        public static Definition Read(SyntaxReader reader)
        {
            var start = reader.Start;
            var name = reader.ColLabel();
            TextSpan? value = reader.TakeOperator("=") ? Value(reader) : null;
            return new(reader.SpanFrom(start), name, value);
        }

        /// <summary>A type, a reserved word, an operator, a number or a string: <c>def_arg</c> of <c>gram.y</c>.</summary>
        public static TextSpan Value(SyntaxReader reader)
        {
            var start = reader.Start;
            if (reader.IsString())
            {
                return reader.String();
            }

            if (reader.Kind == TokenKind.Number || (reader.IsOperator("-") || reader.IsOperator("+")) && reader.Ahead(1).Kind == TokenKind.Number)
            {
                return reader.SignedNumber();
            }

            if (reader.Kind == TokenKind.Operator || reader.Is("OPERATOR") && reader.Ahead(1).Kind == TokenKind.OpenParenthesis)
            {
                Expression.Parser.ReadQualifiedOperator(reader);
                return reader.SpanFrom(start);
            }

            if (reader.Keyword == KeywordKind.Reserved || reader.Is("NONE"))
            {
                reader.Next();
                return reader.SpanFrom(start);
            }

            TypeName.Parser.ReadOfFunction(reader);
            return reader.SpanFrom(start);
        }
    }
}
