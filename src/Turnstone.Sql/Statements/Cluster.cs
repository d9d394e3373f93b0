namespace Turnstone.Sql.Statements;

using System.Collections.Immutable;
using Turnstone.Sql.Clauses;
using Turnstone.Sql.Syntax;

/// <summary><c>CLUSTER [VERBOSE | (options)] [table [USING index]]</c>, and as it once was written, <c>CLUSTER index ON table</c>.</summary>
/// <param name="Table">None where all tables are meant that were clustered before.</param>
public sealed record Cluster(StatementSlice Slice, TextSpan Span, ImmutableArray<CommandOption> Options, ObjectName? Table, Identifier? Index) : Statement(Slice, Span)
{
    public override IEnumerable<ObjectName> NamedRelations => Table is { } table ? [table] : [];

    internal sealed class Parser() : StatementParser("CLUSTER")
    {
        public override Statement? Read(SyntaxReader reader)
        {
            var start = reader.Start;
            reader.Expect("CLUSTER");
            var isListed = reader.Is(TokenKind.OpenParenthesis);
            var options = isListed ? CommandOption.Parser.ReadAll(reader) : CommandOption.Parser.ReadWords(reader, "VERBOSE");
            if (reader.AtEnd)
            {
                if (isListed)
                {
                    reader.Since(PgVersion.V17, "CLUSTER with options and without a table");
                }

                return new Cluster(reader.Slice, reader.SpanFrom(start), options, null, null);
            }

            var (table, index) = ReadTable(reader, isListed);
            return new Cluster(reader.Slice, reader.SpanFrom(start), options, table, index);
        }

        static (ObjectName Table, Identifier? Index) ReadTable(SyntaxReader reader, bool isListed)
        {
            var first = reader.QualifiedName();
            if (first.Schema is null && !isListed && reader.Take("ON"))
            {
                return (reader.QualifiedName(), first.Name);
            }

            return (first, reader.Take("USING") ? reader.ColId() : null);
        }
    }
}
