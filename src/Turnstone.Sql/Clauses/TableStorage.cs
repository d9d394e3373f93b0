namespace Turnstone.Sql.Clauses;

using System.Collections.Immutable;
using Turnstone.Sql.Queries;
using Turnstone.Sql.Syntax;

/// <summary>How and where a new table is kept.</summary>
/// <param name="Method">The table access method; none where it is the usual one.</param>
/// <param name="OnCommit"><c>DROP</c>, <c>DELETE ROWS</c> or <c>PRESERVE ROWS</c>.</param>
public sealed record TableStorage(TextSpan Span, Identifier? Method, ImmutableArray<StorageOption> Options, string? OnCommit, Identifier? Tablespace) : SyntaxNode(Span)
{
    internal static class Parser
    {
        /// <summary><c>[USING method] [WITH (…)] [ON COMMIT …] [TABLESPACE name]</c>; none where none of them stands here.</summary>
        public static TableStorage? TryRead(SyntaxReader reader)
        {
            var start = reader.Start;
            Identifier? method = reader.Take("USING") ? reader.ColId() : null;
            var options = reader.Take("WITHOUT", "OIDS") ? [] : ReadOptions(reader);
            var commit = ReadOnCommit(reader);
            var tablespace = ReadTablespace(reader);
            return reader.Start == start ? null : new(reader.SpanFrom(start), method, options, commit, tablespace);
        }

        /// <summary><c>WITH (…)</c>, if it stands here.</summary>
        public static ImmutableArray<StorageOption> ReadOptions(SyntaxReader reader) => reader.Take("WITH") ? StorageOption.Parser.ReadAll(reader) : [];

        /// <summary><c>TABLESPACE name</c>, if it stands here.</summary>
        public static Identifier? ReadTablespace(SyntaxReader reader) => reader.Take("TABLESPACE") ? reader.ColId() : null;

        static string? ReadOnCommit(SyntaxReader reader)
        {
            if (!reader.Take("ON"))
            {
                return null;
            }

            reader.Expect("COMMIT");
            var what = reader.ExpectOneOf("DROP", "DELETE", "PRESERVE");
            if (what == "DROP")
            {
                return what;
            }

            reader.Expect("ROWS");
            return $"{what} ROWS";
        }
    }
}
