namespace Turnstone.Sql.Clauses;

using System.Collections.Immutable;
using Turnstone.Sql.Expressions;
using Turnstone.Sql.Syntax;

/// <summary>A setting that a routine runs with: <c>SET search_path = a, b</c>, <c>SET x FROM CURRENT</c>, <c>RESET x</c>.</summary>
/// <param name="Name">As <c>pg_settings</c> has it, with its dots; <c>TIME ZONE</c> is <c>timezone</c>. None of RESET ALL.</param>
/// <param name="Values">As they stand; empty where it is left to the server.</param>
public sealed record RoutineSetting(TextSpan Span, string? Name, ImmutableArray<TextSpan> Values, bool IsReset) : SyntaxNode(Span)
{
    internal static class Parser
    {
        /// <summary><c>FunctionSetResetClause</c> of <c>gram.y</c>, if it stands here.</summary>
        public static RoutineSetting? TryRead(SyntaxReader reader)
        {
            var start = reader.Start;
            if (reader.TakeOneOf("SET", "RESET") is not { } verb)
            {
                return null;
            }

            if (verb == "RESET")
            {
                var forgotten = Forgotten(reader);
                return new(reader.SpanFrom(start), forgotten, [], true);
            }

            var (name, values) = Special(reader) ?? Generic(reader);
            return new(reader.SpanFrom(start), name, values, false);
        }

        // reset_rest
        static string? Forgotten(SyntaxReader reader) => reader.Take("ALL") ? null
            : reader.Take("TIME", "ZONE") ? "timezone"
            : reader.Take("TRANSACTION", "ISOLATION", "LEVEL") ? "transaction_isolation"
            : reader.Take("SESSION", "AUTHORIZATION") ? "session_authorization"
            : SettingName(reader);

        // What set_rest_more writes in words.
        static (string Name, ImmutableArray<TextSpan> Values)? Special(SyntaxReader reader)
        {
            if (IsGeneric(reader))
            {
                return null;
            }

            switch (reader.TakeOneOf("TIME", "SCHEMA", "CATALOG", "NAMES", "ROLE", "SESSION", "XML", "TRANSACTION"))
            {
                case "TIME":
                    reader.Expect("ZONE");
                    return ("timezone", Zone(reader));
                case "SCHEMA":
                    return ("search_path", [reader.String()]);
                case "CATALOG":
                    reader.Fail("current database cannot be changed");
                    return ("", []);
                case "NAMES":
                    return ("client_encoding", reader.IsString() ? [reader.String()] : reader.Take("DEFAULT") ? [] : []);
                case "ROLE":
                    return ("role", [reader.NonReservedOrString().Span]);
                case "SESSION":
                    reader.Expect("AUTHORIZATION");
                    return ("session_authorization", reader.Take("DEFAULT") ? [] : [reader.NonReservedOrString().Span]);
                case "XML":
                    reader.Expect("OPTION");
                    reader.ExpectOneOf("DOCUMENT", "CONTENT");
                    return ("xmloption", []);
                case "TRANSACTION":
                    reader.Expect("SNAPSHOT");
                    return ("transaction_snapshot", [reader.String()]);
                default:
                    return null;
            }
        }

        static bool IsGeneric(SyntaxReader reader) => reader.Ahead(1) is { Kind: TokenKind.Dot } or { Word: "TO" or "FROM" } || reader.Ahead(1).Kind == TokenKind.Operator;

        static (string Name, ImmutableArray<TextSpan> Values) Generic(SyntaxReader reader)
        {
            var name = SettingName(reader);
            if (reader.Take("FROM", "CURRENT"))
            {
                return (name, []);
            }

            if (!reader.Take("TO"))
            {
                reader.ExpectOperator("=");
            }

            return (name, reader.Take("DEFAULT") ? [] : reader.List(Value));
        }

        static string SettingName(SyntaxReader reader)
        {
            var name = reader.ColId().Name;
            while (reader.Take(TokenKind.Dot))
            {
                name += "." + reader.ColId().Name;
            }

            return name;
        }

        static TextSpan Value(SyntaxReader reader)
        {
            var start = reader.Start;
            if (reader.TakeOneOf("TRUE", "FALSE", "ON") is not null)
            {
                return reader.SpanFrom(start);
            }

            return reader.IsString() || reader.IsNonReserved() ? reader.NonReservedOrString().Span : reader.SignedNumber();
        }

        static ImmutableArray<TextSpan> Zone(SyntaxReader reader)
        {
            var start = reader.Start;
            if (reader.TakeOneOf("DEFAULT", "LOCAL") is not null)
            {
                return [];
            }

            if (reader.Take("INTERVAL"))
            {
                Interval(reader);
            }
            else if (reader.IsString())
            {
                reader.String();
            }
            else if (reader.IsColId() && reader.Keyword == KeywordKind.None)
            {
                reader.ColId();
            }
            else
            {
                reader.SignedNumber();
            }

            return [reader.SpanFrom(start)];
        }

        static void Interval(SyntaxReader reader)
        {
            if (reader.Take(TokenKind.OpenParenthesis))
            {
                reader.Integer();
                reader.Expect(TokenKind.CloseParenthesis);
                reader.String();
                return;
            }

            reader.String();
            if (!reader.Is("HOUR") && TypeName.Parser.IntervalFields(reader) is not null)
            {
                reader.Fail("time zone interval must be HOUR or HOUR TO MINUTE");
            }

            if (reader.Take("HOUR") && reader.Take("TO"))
            {
                reader.Expect("MINUTE");
            }
        }
    }
}
