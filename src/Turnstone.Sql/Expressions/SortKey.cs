namespace Turnstone.Sql.Expressions;

using System.Collections.Immutable;
using Turnstone.Sql.Syntax;

/// <summary>One value that rows are sorted by.</summary>
/// <param name="Using">The operator behind USING.</param>
public sealed record SortKey(TextSpan Span, Expression Value, bool IsDescending, OperatorName? Using, bool? NullsFirst) : SyntaxNode(Span)
{
    internal static class Parser
    {
        /// <summary>ORDER BY and its keys, if it stands here.</summary>
        public static ImmutableArray<SortKey> ReadClause(SyntaxReader reader) => reader.Take("ORDER", "BY") ? reader.List(Read) : [];

        static SortKey Read(SyntaxReader reader)
        {
            var start = reader.Start;
            var value = Expression.Parser.Read(reader);
            OperatorName? by = null;
            var descending = false;
            if (reader.Take("USING"))
            {
                by = Expression.Parser.ReadQualifiedOperator(reader);
            }
            else
            {
                descending = reader.Take("DESC");
                _ = descending || reader.Take("ASC");
            }

            return new(SpanOf(reader, start, out var nulls), value, descending, by, nulls);
        }

        static TextSpan SpanOf(SyntaxReader reader, int start, out bool? nullsFirst)
        {
            nullsFirst = Nulls(reader);
            return reader.SpanFrom(start);
        }

        /// <summary>Whether NULLS stands here and is no name.</summary>
        public static bool IsNulls(SyntaxReader reader) => reader.Is("NULLS", "FIRST") || reader.Is("NULLS", "LAST");

        /// <summary>NULLS FIRST or LAST, if it stands here.</summary>
        public static bool? Nulls(SyntaxReader reader) => reader.Take("NULLS", "FIRST") ? true : reader.Take("NULLS", "LAST") ? false : null;
    }
}
