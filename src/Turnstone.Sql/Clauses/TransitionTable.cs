namespace Turnstone.Sql.Clauses;

using System.Collections.Immutable;
using Turnstone.Sql.Syntax;

/// <summary>The rows that a statement changed, under a name that a trigger has for them: <c>NEW TABLE AS added</c>.</summary>
/// <param name="IsNew">As the rows are afterwards.</param>
/// <param name="IsTable">PostgreSQL takes ROW here, and refuses it later.</param>
public sealed record TransitionTable(TextSpan Span, bool IsNew, bool IsTable, Identifier Name) : SyntaxNode(Span)
{
    internal static class Parser
    {
        /// <summary>What stands behind REFERENCING, if it stands here.</summary>
        public static ImmutableArray<TransitionTable> ReadClause(SyntaxReader reader)
        {
            if (!reader.Take("REFERENCING"))
            {
                return [];
            }

            var tables = ImmutableArray.CreateBuilder<TransitionTable>();
            do
            {
                tables.Add(Read(reader));
            }
            while (reader.Word is "OLD" or "NEW");

            return tables.DrainToImmutable();
        }

        static TransitionTable Read(SyntaxReader reader)
        {
            var start = reader.Start;
            var isNew = reader.ExpectOneOf("NEW", "OLD") == "NEW";
            var isTable = reader.ExpectOneOf("TABLE", "ROW") == "TABLE";
            _ = reader.Take("AS");
            var name = reader.ColId();
            return new(reader.SpanFrom(start), isNew, isTable, name);
        }
    }
}
