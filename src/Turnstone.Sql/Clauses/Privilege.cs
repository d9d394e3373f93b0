namespace Turnstone.Sql.Clauses;

using System.Collections.Immutable;
using Turnstone.Sql.Syntax;

/// <summary>A privilege, or a role, that is granted or revoked.</summary>
/// <param name="Name"><c>select</c>, <c>alter system</c>, <c>all</c>, a role's name.</param>
/// <param name="Columns">Those that it is for; none where it is for the whole object.</param>
public sealed record Privilege(TextSpan Span, Identifier Name, ImmutableArray<Identifier> Columns) : SyntaxNode(Span)
{
    public override IEnumerable<Identifier> NamedColumns => Columns;

    internal static class Parser
    {
        /// <summary>ALL, or one or more: <c>privileges</c> of <c>gram.y</c>.</summary>
        public static ImmutableArray<Privilege> ReadAll(SyntaxReader reader) => reader.Is("ALL") ? [All(reader)] : reader.List(Read);

        /// <summary>One; ALL is none: <c>privilege</c> of <c>gram.y</c>.</summary>
        public static Privilege Read(SyntaxReader reader)
        {
            var start = reader.Start;
            if (reader.Is("ALTER", "SYSTEM"))
            {
                reader.Since(PgVersion.V15, "GRANT ALTER SYSTEM");
                reader.Expect("ALTER", "SYSTEM");
                return new(reader.SpanFrom(start), new("alter system"), []);
            }

            var name = reader.Word is "SELECT" or "REFERENCES" or "CREATE" ? reader.ColLabel() : reader.ColId();
            var columns = reader.OptionalColumnList();
            return new(reader.SpanFrom(start), name, columns);
        }

        static Privilege All(SyntaxReader reader)
        {
            var start = reader.Start;
            var name = reader.ColLabel();
            _ = reader.Take("PRIVILEGES");
            var columns = reader.OptionalColumnList();
            return new(reader.SpanFrom(start), name, columns);
        }
    }
}
