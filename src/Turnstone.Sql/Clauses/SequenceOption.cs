namespace Turnstone.Sql.Clauses;

using System.Collections.Immutable;
using Turnstone.Sql.Expressions;
using Turnstone.Sql.Syntax;

/// <summary>An option of a sequence.</summary>
/// <param name="Name">In capitals: <c>INCREMENT</c>, <c>NO MAXVALUE</c>, <c>OWNED BY</c>.</param>
/// <param name="Value">The number, as it stands; none where there is none.</param>
public sealed record SequenceOption(TextSpan Span, string Name, TextSpan? Value) : SyntaxNode(Span)
{
    /// <summary>Of AS.</summary>
    public TypeName? Type { get; init; }

    /// <summary>The column of OWNED BY, or the name of SEQUENCE NAME.</summary>
    public DottedName? Object { get; init; }

    internal static class Parser
    {
        /// <summary>Whether an option begins here.</summary>
        public static bool Begins(SyntaxReader reader) => reader.Word switch
        {
            "AS" or "CACHE" or "CYCLE" or "INCREMENT" or "MAXVALUE" or "MINVALUE" or "START" or "RESTART" or "OWNED" or "SEQUENCE" => true,
            "NO" => reader.Ahead(1).Word is "CYCLE" or "MAXVALUE" or "MINVALUE",
            "LOGGED" or "UNLOGGED" => reader.Version >= PgVersion.V17,
            _ => false,
        };

        /// <summary>All that stand here.</summary>
        public static ImmutableArray<SequenceOption> ReadAll(SyntaxReader reader)
        {
            var all = ImmutableArray.CreateBuilder<SequenceOption>();
            while (Begins(reader))
            {
                all.Add(Read(reader));
            }

            return all.DrainToImmutable();
        }

        /// <summary>One or more in parentheses, if they stand here.</summary>
        public static ImmutableArray<SequenceOption> ReadParenthesised(SyntaxReader reader)
        {
            if (!reader.Take(TokenKind.OpenParenthesis))
            {
                return [];
            }

            var all = ReadAll(reader);
            if (all.IsEmpty)
            {
                reader.Fail();
            }

            reader.Expect(TokenKind.CloseParenthesis);
            return all;
        }

        /// <summary><c>SeqOptElem</c> of <c>gram.y</c>.</summary>
        public static SequenceOption Read(SyntaxReader reader)
        {
            var start = reader.Start;
            var word = reader.ExpectOneOf("AS", "CACHE", "CYCLE", "INCREMENT", "LOGGED", "MAXVALUE", "MINVALUE", "NO", "OWNED", "RESTART", "SEQUENCE", "START", "UNLOGGED");
            var read = new SequenceOption(default, word, null);
            switch (word)
            {
                case "AS":
                    read = read with { Type = TypeName.Parser.ReadSimple(reader) };
                    break;
                case "NO":
                    read = read with { Name = $"NO {reader.ExpectOneOf("CYCLE", "MAXVALUE", "MINVALUE")}" };
                    break;
                case "OWNED" or "SEQUENCE":
                    var second = word == "OWNED" ? "BY" : "NAME";
                    reader.Expect(second);
                    read = read with { Name = $"{word} {second}", Object = DottedName.Parser.Read(reader) };
                    break;
                default:
                    read = read with { Value = ReadNumber(reader, word) };
                    break;
            }

            return read with { Span = reader.SpanFrom(start) };
        }

        static TextSpan? ReadNumber(SyntaxReader reader, string word)
        {
            if (word is "CYCLE" or "LOGGED" or "UNLOGGED")
            {
                return null;
            }

            var goesOn = word switch { "INCREMENT" => reader.Take("BY"), "START" or "RESTART" => reader.Take("WITH"), _ => false };
            return word == "RESTART" && !goesOn && reader.Kind != TokenKind.Number && !reader.IsOperator("-") && !reader.IsOperator("+") ? null : reader.SignedNumber();
        }
    }
}
