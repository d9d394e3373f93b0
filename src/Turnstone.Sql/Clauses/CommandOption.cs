namespace Turnstone.Sql.Clauses;

using System.Collections.Immutable;
using Turnstone.Sql.Syntax;

/// <summary>An option of a command: <c>ANALYZE</c>, <c>(PARALLEL 2)</c>, <c>DELIMITER ','</c>.</summary>
/// <param name="Name">In lower case if it is not quoted; of several words, with blanks between them.</param>
/// <param name="Value">As it stands; none where only the name does.</param>
/// <param name="IsOff">Whether the value says no.</param>
public sealed record CommandOption(TextSpan Span, string Name, TextSpan? Value, bool IsOff) : SyntaxNode(Span)
{
    internal static class Parser
    {
        /// <summary>All of them, in parentheses, if they stand here.</summary>
        public static ImmutableArray<CommandOption> TryReadAll(SyntaxReader reader) => reader.Is(TokenKind.OpenParenthesis) ? ReadAll(reader) : [];

        /// <summary>All of them, in parentheses: <c>utility_option_list</c> of <c>gram.y</c>.</summary>
        public static ImmutableArray<CommandOption> ReadAll(SyntaxReader reader) => reader.Parenthesised(Read);

        /// <summary>Those of these words that stand here, in this order.</summary>
        public static ImmutableArray<CommandOption> ReadWords(SyntaxReader reader, params ReadOnlySpan<string> words)
        {
            var options = ImmutableArray.CreateBuilder<CommandOption>();
            foreach (var word in words)
            {
                var start = reader.Start;
                if (reader.Take(word) || word == "ANALYZE" && reader.Take("ANALYSE"))
                {
                    options.Add(new(reader.SpanFrom(start), word.ToLowerInvariant(), null, false));
                }
            }

            return options.DrainToImmutable();
        }

        /// <summary>Whether the last of that name, if there is one, is on.</summary>
        public static bool IsOn(ImmutableArray<CommandOption> options, string name) => options.LastOrDefault(option => option.Name == name) is { IsOff: false };

        static CommandOption Read(SyntaxReader reader)
        {
            var start = reader.Start;
            var name = reader.Take("ANALYZE") || reader.Take("ANALYSE") ? "analyze" : reader.NonReserved().Name;
            if (reader.Kind is TokenKind.Comma or TokenKind.CloseParenthesis)
            {
                return new(reader.SpanFrom(start), name, null, false);
            }

            var value = SettingChange.Parser.Value(reader);
            return new(reader.SpanFrom(start), name, value, IsNo(reader.Slice.Text.AsSpan(value.Start, value.Length)));
        }

        static bool IsNo(ReadOnlySpan<char> value)
        {
            var said = value.Trim("'\"");
            return said is "0" || said.Equals("off", StringComparison.OrdinalIgnoreCase) || said.Equals("false", StringComparison.OrdinalIgnoreCase);
        }
    }
}
