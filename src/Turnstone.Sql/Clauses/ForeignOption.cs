namespace Turnstone.Sql.Clauses;

using System.Collections.Immutable;
using Turnstone.Sql.Syntax;

/// <summary>An option of a foreign-data wrapper, a server, a user mapping: <c>host 'a'</c>, <c>DROP host</c>.</summary>
/// <param name="Action"><c>ADD</c>, <c>SET</c> or <c>DROP</c>; none where it is only given.</param>
/// <param name="Value">As it stands; none of DROP.</param>
public sealed record ForeignOption(TextSpan Span, string? Action, Identifier Name, TextSpan? Value) : SyntaxNode(Span)
{
    internal static class Parser
    {
        /// <summary>OPTIONS and what it gives, if it stands here: <c>create_generic_options</c> of <c>gram.y</c>.</summary>
        public static ImmutableArray<ForeignOption> TryReadGiven(SyntaxReader reader) => reader.Take("OPTIONS") ? reader.Parenthesised(Given) : [];

        /// <summary>OPTIONS and what it changes: <c>alter_generic_options</c> of <c>gram.y</c>.</summary>
        public static ImmutableArray<ForeignOption> ReadChanges(SyntaxReader reader)
        {
            reader.Expect("OPTIONS");
            return reader.Parenthesised(Change);
        }

        static ForeignOption Given(SyntaxReader reader) => Finish(reader, reader.Start, null);

        static ForeignOption Change(SyntaxReader reader)
        {
            var start = reader.Start;
            return IsLabelAhead(reader) ? Finish(reader, start, reader.TakeOneOf("ADD", "SET", "DROP")) : Finish(reader, start, null);
        }

        static bool IsLabelAhead(SyntaxReader reader) => reader.Ahead(1).Kind is TokenKind.Word or TokenKind.QuotedIdentifier or TokenKind.UnicodeIdentifier;

        static ForeignOption Finish(SyntaxReader reader, int start, string? action)
        {
            var name = reader.ColLabel();
            TextSpan? value = action == "DROP" ? null : reader.String();
            return new(reader.SpanFrom(start), action, name, value);
        }
    }
}
