namespace Turnstone.Sql.Queries;

using System.Collections.Immutable;
using Turnstone.Sql.Syntax;

/// <summary>A storage parameter: <c>fillfactor = 70</c>, <c>toast.autovacuum_enabled = off</c>.</summary>
/// <param name="Value">As it stands; none where only the name does.</param>
public sealed record StorageOption(TextSpan Span, Identifier? Namespace, Identifier Name, TextSpan? Value) : SyntaxNode(Span)
{
    internal static class Parser
    {
        /// <summary>All of them, in parentheses.</summary>
        public static ImmutableArray<StorageOption> ReadAll(SyntaxReader reader) => reader.Parenthesised(Read);

        static StorageOption Read(SyntaxReader reader)
        {
            var start = reader.Start;
            var name = reader.ColLabel();
            Identifier? prefix = null;
            if (reader.Take(TokenKind.Dot))
            {
                (prefix, name) = (name, reader.ColLabel());
            }

            TextSpan? value = reader.TakeOperator("=") ? Definition.Parser.Value(reader) : null;
            return new(reader.SpanFrom(start), prefix, name, value);
        }
    }
}
