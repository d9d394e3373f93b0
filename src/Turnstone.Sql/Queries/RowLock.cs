namespace Turnstone.Sql.Queries;

using System.Collections.Immutable;
using Turnstone.Sql.Syntax;

/// <summary><c>FOR UPDATE [OF t] [NOWAIT | SKIP LOCKED]</c></summary>
/// <param name="Strength"><c>UPDATE</c>, <c>NO KEY UPDATE</c>, <c>SHARE</c>, <c>KEY SHARE</c></param>
public sealed record RowLock(TextSpan Span, string Strength, ImmutableArray<ObjectName> Tables, string? Waiting) : SyntaxNode(Span)
{
    internal static class Parser
    {
        /// <summary>All of them, if there are any.</summary>
        public static ImmutableArray<RowLock> ReadAll(SyntaxReader reader)
        {
            if (!reader.Is("FOR") || reader.Take("FOR", "READ", "ONLY"))
            {
                return [];
            }

            var locks = ImmutableArray.CreateBuilder<RowLock>();
            while (reader.Is("FOR"))
            {
                locks.Add(Read(reader));
            }

            return locks.DrainToImmutable();
        }

        static RowLock Read(SyntaxReader reader)
        {
            var start = reader.Start;
            reader.Expect("FOR");
            var strength = reader.Take("NO", "KEY", "UPDATE") ? "NO KEY UPDATE" : reader.Take("KEY", "SHARE") ? "KEY SHARE" : reader.ExpectOneOf("UPDATE", "SHARE");
            var tables = reader.Take("OF") ? reader.List(static one => one.QualifiedName()) : [];
            var waiting = reader.Take("NOWAIT") ? "NOWAIT" : reader.Take("SKIP", "LOCKED") ? "SKIP LOCKED" : null;
            return new(reader.SpanFrom(start), strength, tables, waiting);
        }
    }
}
