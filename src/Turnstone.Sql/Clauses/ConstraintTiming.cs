namespace Turnstone.Sql.Clauses;

using System.Collections.Immutable;
using Turnstone.Sql.Statements;
using Turnstone.Sql.Expressions;
using Turnstone.Sql.Queries;
using Turnstone.Sql.Syntax;

/// <summary>When a constraint is checked: <c>DEFERRABLE INITIALLY DEFERRED NOT VALID</c>.</summary>
public sealed record ConstraintTiming(TextSpan Span, bool IsDeferrable, bool IsInitiallyDeferred, bool IsNotValid, bool IsNoInherit, bool? IsEnforced) : SyntaxNode(Span)
{
    internal static class Parser
    {
        /// <summary><c>ConstraintAttributeSpec</c> of <c>gram.y</c>; none where nothing of it stands here.</summary>
        public static ConstraintTiming? TryRead(SyntaxReader reader)
        {
            var start = reader.Start;
            var said = new HashSet<string>(StringComparer.Ordinal);
            while (Word(reader) is { } word)
            {
                said.Add(word);
                Check(reader, said);
            }

            bool? enforced = said.Contains("ENFORCED") ? true : said.Contains("NOT ENFORCED") ? false : null;
            var isDeferred = said.Contains("INITIALLY DEFERRED");
            return said.Count == 0 ? null : new(reader.SpanFrom(start), isDeferred || said.Contains("DEFERRABLE"), isDeferred, said.Contains("NOT VALID"), said.Contains("NO INHERIT"), enforced);
        }

        static string? Word(SyntaxReader reader)
        {
            if (reader.Is("ENFORCED") || reader.Is("NOT", "ENFORCED"))
            {
                return reader.Take("ENFORCED") ? "ENFORCED" : reader.Take("NOT", "ENFORCED") ? "NOT ENFORCED" : null;
            }

            return reader.Take("DEFERRABLE") ? "DEFERRABLE"
                : reader.Take("NOT", "DEFERRABLE") ? "NOT DEFERRABLE"
                : reader.Take("INITIALLY", "DEFERRED") ? "INITIALLY DEFERRED"
                : reader.Take("INITIALLY", "IMMEDIATE") ? "INITIALLY IMMEDIATE"
                : reader.Take("NOT", "VALID") ? "NOT VALID"
                : reader.Take("NO", "INHERIT") ? "NO INHERIT" : null;
        }

        static void Check(SyntaxReader reader, HashSet<string> said)
        {
            if (said.Contains("NOT DEFERRABLE") && said.Contains("INITIALLY DEFERRED"))
            {
                reader.Fail("constraint declared INITIALLY DEFERRED must be DEFERRABLE");
            }

            if (said.Contains("NOT DEFERRABLE") && said.Contains("DEFERRABLE") || said.Contains("INITIALLY IMMEDIATE") && said.Contains("INITIALLY DEFERRED")
                || said.Contains("ENFORCED") && said.Contains("NOT ENFORCED"))
            {
                reader.Fail("conflicting constraint properties");
            }
        }
    }
}
