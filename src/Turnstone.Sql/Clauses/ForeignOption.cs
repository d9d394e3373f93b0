namespace Turnstone.Sql.Clauses;

using System.Collections.Immutable;
using Turnstone.Sql.Syntax;

/// <summary>An option for a foreign data wrapper: <c>name 'value'</c>.</summary>
/// <param name="Change"><c>SET</c>, <c>ADD</c> or <c>DROP</c>, where options are altered; none where nothing is said.</param>
/// <param name="Value">As it stands; none of one that is dropped.</param>
public sealed record ForeignOption(TextSpan Span, string? Change, Identifier Name, TextSpan? Value) : SyntaxNode(Span)
{
    internal static class Parser
    {
        /// <summary><c>OPTIONS (name 'value', …)</c>, if it stands here.</summary>
        public static ImmutableArray<ForeignOption> ReadNew(SyntaxReader reader) => reader.Take("OPTIONS") ? reader.Parenthesised(ReadOne) : [];

        /// <summary><c>OPTIONS ([ADD | SET | DROP] name ['value'], …)</c></summary>
        public static ImmutableArray<ForeignOption> ReadChanges(SyntaxReader reader)
        {
            reader.Expect("OPTIONS");
            return reader.Parenthesised(ReadChange);
        }

        static ForeignOption ReadOne(SyntaxReader reader)
        {
            var start = reader.Start;
            var name = reader.ColLabel();
            var value = reader.String();
            return new(reader.SpanFrom(start), null, name, value);
        }

        static ForeignOption ReadChange(SyntaxReader reader)
        {
            var start = reader.Start;
            // set 'x' is an option that is called so.
            var hasChange = reader.Ahead(1).Kind is TokenKind.Word or TokenKind.QuotedIdentifier or TokenKind.UnicodeIdentifier;
            var change = hasChange ? reader.ExpectOneOf("SET", "ADD", "DROP") : null;
            var name = reader.ColLabel();
            TextSpan? value = change == "DROP" ? null : reader.String();
            return new(reader.SpanFrom(start), change, name, value);
        }
    }
}
