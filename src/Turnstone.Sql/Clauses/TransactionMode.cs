namespace Turnstone.Sql.Clauses;

using System.Collections.Immutable;
using Turnstone.Sql.Syntax;

/// <summary>What a transaction is like.</summary>
/// <param name="Mode"><c>ISOLATION LEVEL SERIALIZABLE</c>, <c>READ ONLY</c>, <c>NOT DEFERRABLE</c> …</param>
public sealed record TransactionMode(TextSpan Span, string Mode) : SyntaxNode(Span)
{
    internal static class Parser
    {
        /// <summary>One or more, with commas between them or without.</summary>
        public static ImmutableArray<TransactionMode> ReadAll(SyntaxReader reader)
        {
            var modes = ImmutableArray.CreateBuilder<TransactionMode>();
            do
            {
                modes.Add(Read(reader));
            }
            while (reader.Take(TokenKind.Comma) || Begins(reader));

            return modes.DrainToImmutable();
        }

        /// <summary>Those that stand here.</summary>
        public static ImmutableArray<TransactionMode> TryReadAll(SyntaxReader reader) => Begins(reader) ? ReadAll(reader) : [];

        static bool Begins(SyntaxReader reader) => reader.Word is "ISOLATION" or "READ" or "DEFERRABLE" or "NOT";

        static TransactionMode Read(SyntaxReader reader)
        {
            var start = reader.Start;
            var mode = Mode(reader);
            return new(reader.SpanFrom(start), mode);
        }

        static string Mode(SyntaxReader reader)
        {
            if (reader.Take("READ"))
            {
                return $"READ {reader.ExpectOneOf("ONLY", "WRITE")}";
            }

            if (reader.Take("ISOLATION"))
            {
                reader.Expect("LEVEL");
                return $"ISOLATION LEVEL {Level(reader)}";
            }

            var isNot = reader.Take("NOT");
            reader.Expect("DEFERRABLE");
            return isNot ? "NOT DEFERRABLE" : "DEFERRABLE";
        }

        static string Level(SyntaxReader reader)
        {
            switch (reader.ExpectOneOf("SERIALIZABLE", "REPEATABLE", "READ"))
            {
                case "REPEATABLE":
                    reader.Expect("READ");
                    return "REPEATABLE READ";
                case "READ":
                    return $"READ {reader.ExpectOneOf("COMMITTED", "UNCOMMITTED")}";
                default:
                    return "SERIALIZABLE";
            }
        }
    }
}
