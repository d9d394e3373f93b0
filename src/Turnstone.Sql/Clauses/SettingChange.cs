namespace Turnstone.Sql.Clauses;

using System.Collections.Immutable;
using Turnstone.Sql.Syntax;

/// <summary>What is done with a setting: <c>name = value, …</c>, <c>TIME ZONE …</c>, <c>ROLE …</c>, RESET.</summary>
/// <param name="Name">As the server calls it, prefix included: <c>search_path</c>, <c>app.level</c>, <c>timezone</c>; in lower case if it is not quoted. None of RESET ALL.</param>
/// <param name="Values">As they stand.</param>
public sealed record SettingChange(TextSpan Span, string? Name, SettingAction Action, ImmutableArray<TextSpan> Values) : SyntaxNode(Span)
{
    internal static class Parser
    {
        /// <summary>SET with <c>set_rest</c> of <c>gram.y</c>, or RESET.</summary>
        public static SettingChange ReadSetOrReset(SyntaxReader reader) =>
            reader.Take("SET") ? ReadRest(reader) : ReadReset(reader);

        /// <summary>What stands behind SET: <c>set_rest</c> of <c>gram.y</c>.</summary>
        public static SettingChange ReadRest(SyntaxReader reader)
        {
            var start = reader.Start;
            if (IsGeneric(reader) || reader.IsAhead(1, "SNAPSHOT"))
            {
                return ReadMore(reader);
            }

            if (reader.Take("SESSION", "CHARACTERISTICS"))
            {
                reader.Expect("AS", "TRANSACTION");
                return Transaction(reader, start, "session characteristics");
            }

            return reader.Take("TRANSACTION") ? Transaction(reader, start, "transaction") : ReadMore(reader);
        }

        /// <summary>What a function sets: <c>set_rest_more</c> of <c>gram.y</c>.</summary>
        public static SettingChange ReadMore(SyntaxReader reader)
        {
            if (IsGeneric(reader))
            {
                return ReadGeneric(reader, mayBeCurrent: true);
            }

            var start = reader.Start;
            switch (reader.Word)
            {
                case "CATALOG":
                    return Catalog(reader);
                case "TRANSACTION":
                    reader.Expect("TRANSACTION", "SNAPSHOT");
                    return Given(reader, start, "transaction snapshot", reader.String());
                case "SCHEMA":
                    reader.Next();
                    return Given(reader, start, "search_path", reader.String());
                case "NAMES":
                    reader.Next();
                    return reader.IsString() ? Given(reader, start, "client_encoding", reader.String()) : OptionalDefault(reader, start, "client_encoding");
                case "ROLE":
                    reader.Next();
                    return Given(reader, start, "role", WordOrString(reader));
                default:
                    return ReadLong(reader, start);
            }
        }

        /// <summary><c>name = value, …</c>: <c>generic_set</c> of <c>gram.y</c>.</summary>
        public static SettingChange ReadGeneric(SyntaxReader reader, bool mayBeCurrent)
        {
            var start = reader.Start;
            var name = VariableName(reader);
            if (mayBeCurrent && reader.Take("FROM"))
            {
                reader.Expect("CURRENT");
                return new(reader.SpanFrom(start), name, SettingAction.SetFromCurrent, []);
            }

            if (!reader.Take("TO"))
            {
                reader.ExpectOperator("=");
            }

            if (reader.Take("DEFAULT"))
            {
                return new(reader.SpanFrom(start), name, SettingAction.SetDefault, []);
            }

            var values = reader.List(Value);
            return new(reader.SpanFrom(start), name, SettingAction.Set, values);
        }

        /// <summary>RESET and what it resets.</summary>
        public static SettingChange ReadReset(SyntaxReader reader)
        {
            var start = reader.Start;
            reader.Expect("RESET");
            var name = ReadName(reader);
            return new(reader.SpanFrom(start), name, name is null ? SettingAction.ResetAll : SettingAction.Reset, []);
        }

        /// <summary><c>name</c>, <c>TIME ZONE</c> …; none of ALL.</summary>
        public static string? ReadName(SyntaxReader reader) =>
            reader.Take("ALL") ? null
            : reader.Take("TIME", "ZONE") ? "timezone"
            : reader.Take("TRANSACTION", "ISOLATION", "LEVEL") ? "transaction_isolation"
            : reader.Take("SESSION", "AUTHORIZATION") ? "session_authorization"
            : VariableName(reader);

        /// <summary>ALL or a variable: <c>generic_reset</c> of <c>gram.y</c>.</summary>
        public static string? ReadGenericName(SyntaxReader reader) => reader.Take("ALL") ? null : VariableName(reader);

        /// <summary>A value: <c>var_value</c> of <c>gram.y</c>.</summary>
        public static TextSpan Value(SyntaxReader reader)
        {
            var start = reader.Start;
            if (reader.Kind is TokenKind.Number or TokenKind.Operator)
            {
                return reader.SignedNumber();
            }

            return reader.TakeOneOf("TRUE", "FALSE", "ON") is null ? WordOrString(reader) : reader.SpanFrom(start);
        }

        /// <summary>Whether it goes on as a variable's name does: <c>session = …</c> is not SET SESSION.</summary>
        public static bool IsGeneric(SyntaxReader reader) =>
            reader.IsColId() && (reader.Ahead(1).Kind is TokenKind.Dot or TokenKind.Operator || reader.Ahead(1).Word is "TO" or "FROM");

        static SettingChange ReadLong(SyntaxReader reader, int start)
        {
            if (reader.Take("TIME", "ZONE"))
            {
                return TimeZone(reader, start);
            }

            if (reader.Take("SESSION", "AUTHORIZATION"))
            {
                return reader.Is("DEFAULT") ? OptionalDefault(reader, start, "session_authorization") : Given(reader, start, "session_authorization", WordOrString(reader));
            }

            if (reader.Take("XML", "OPTION"))
            {
                var option = reader.Start;
                reader.ExpectOneOf("DOCUMENT", "CONTENT");
                return Given(reader, start, "xmloption", reader.SpanFrom(option));
            }

            return ReadGeneric(reader, mayBeCurrent: true);
        }

        static SettingChange Catalog(SyntaxReader reader)
        {
            reader.Next();
            reader.String();
            reader.Fail("current database cannot be changed");
            return new(default, "", SettingAction.Set, []);
        }

        static SettingChange TimeZone(SyntaxReader reader, int start)
        {
            if (reader.TakeOneOf("DEFAULT", "LOCAL") is not null)
            {
                return new(reader.SpanFrom(start), "timezone", SettingAction.SetDefault, []);
            }

            return Given(reader, start, "timezone", ZoneValue.Read(reader));
        }

        static SettingChange Transaction(SyntaxReader reader, int start, string name)
        {
            var modes = TransactionMode.Parser.ReadAll(reader);
            return new(reader.SpanFrom(start), name, SettingAction.SetTransaction, [.. modes.Select(mode => mode.Span)]);
        }

        static SettingChange Given(SyntaxReader reader, int start, string name, TextSpan value) => new(reader.SpanFrom(start), name, SettingAction.Set, [value]);

        static SettingChange OptionalDefault(SyntaxReader reader, int start, string name)
        {
            _ = reader.Take("DEFAULT");
            return new(reader.SpanFrom(start), name, SettingAction.SetDefault, []);
        }

        static TextSpan WordOrString(SyntaxReader reader)
        {
            var start = reader.Start;
            if (reader.IsString())
            {
                return reader.String();
            }

            reader.NonReserved();
            return reader.SpanFrom(start);
        }

        static string VariableName(SyntaxReader reader)
        {
            List<string> parts = [];
            do
            {
                parts.Add(reader.ColId().Name);
            }
            while (reader.Take(TokenKind.Dot));

            return string.Join('.', parts);
        }
    }
}
