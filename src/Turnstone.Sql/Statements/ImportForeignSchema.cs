namespace Turnstone.Sql.Statements;

using System.Collections.Immutable;
using Turnstone.Sql.Clauses;
using Turnstone.Sql.Queries;
using Turnstone.Sql.Syntax;

/// <summary><c>IMPORT FOREIGN SCHEMA name [LIMIT TO | EXCEPT (tables)] FROM SERVER server INTO schema …</c></summary>
/// <param name="RemoteSchema">Where the tables are over there.</param>
/// <param name="Schema">Where they get to.</param>
/// <param name="Tables">Those that LIMIT TO or EXCEPT names.</param>
public sealed record ImportForeignSchema(StatementSlice Slice, TextSpan Span, Identifier RemoteSchema, Identifier Server, Identifier Schema, ImmutableArray<RelationName> Tables, bool IsExcept)
    : Statement(Slice, Span)
{
    public ImmutableArray<ForeignOption> Options { get; init; } = [];

    internal sealed class Parser() : StatementParser("IMPORT")
    {
        public override Statement? Read(SyntaxReader reader)
        {
            var start = reader.Start;
            reader.Expect("IMPORT", "FOREIGN", "SCHEMA");
            var remote = reader.ColId();
            var isExcept = reader.Take("EXCEPT");
            var isLimit = !isExcept && reader.Take("LIMIT");
            if (isLimit)
            {
                reader.Expect("TO");
            }

            var tables = isExcept || isLimit ? reader.Parenthesised(RelationName.Parser.Read) : [];
            reader.Expect("FROM", "SERVER");
            var server = reader.ColId();
            reader.Expect("INTO");
            var schema = reader.ColId();
            var options = ForeignOption.Parser.ReadNew(reader);
            return new ImportForeignSchema(reader.Slice, reader.SpanFrom(start), remote, server, schema, tables, isExcept) { Options = options };
        }
    }
}
