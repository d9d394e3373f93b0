namespace Turnstone.Sql.Clauses;

using Turnstone.Sql.Expressions;
using Turnstone.Sql.Syntax;

/// <summary>An argument of a function that a statement names.</summary>
/// <param name="Mode"><c>IN</c>, <c>OUT</c>, <c>INOUT</c> or <c>VARIADIC</c>; none where nothing is said.</param>
public sealed record SignatureArgument(TextSpan Span, string? Mode, Identifier? Name, TypeName Type) : SyntaxNode(Span)
{
    internal static class Parser
    {
        /// <summary><c>func_arg</c> of <c>gram.y</c>.</summary>
        public static SignatureArgument Read(SyntaxReader reader)
        {
            var start = reader.Start;
            var mode = ReadMode(reader);
            Identifier? name = HasName(reader) ? reader.TypeFunctionName() : null;
            mode ??= name is null ? null : ReadMode(reader);
            var type = TypeName.Parser.ReadOfFunction(reader);
            return new(reader.SpanFrom(start), mode, name, type);
        }

        static string? ReadMode(SyntaxReader reader)
        {
            var mode = reader.TakeOneOf("IN", "OUT", "INOUT", "VARIADIC");
            return mode == "IN" && reader.Take("OUT") ? "INOUT" : mode;
        }

        static bool HasName(SyntaxReader reader)
        {
            var next = reader.Ahead(1);
            return reader.IsTypeFunctionName() && next.Kind is TokenKind.Word or TokenKind.QuotedIdentifier or TokenKind.UnicodeIdentifier && reader.IsTypeFunctionName()
                && (next.Keyword != KeywordKind.Reserved || next.Word is "IN" or "VARIADIC") && !reader.Is("DOUBLE", "PRECISION");
        }
    }
}
