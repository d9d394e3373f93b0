namespace Turnstone.Sql.Statements;

using System.Collections.Immutable;
using Turnstone.Sql.Clauses;
using Turnstone.Sql.Queries;
using Turnstone.Sql.Syntax;

/// <summary><c>CREATE MATERIALIZED VIEW v AS query [WITH [NO] DATA]</c></summary>
/// <param name="Method">The table access method; none where it is the usual one.</param>
/// <param name="WithData">Whether it is filled at once.</param>
public sealed record CreateMaterializedView(StatementSlice Slice, TextSpan Span, bool IsUnlogged, bool IfNotExists, ObjectName Name, ImmutableArray<Identifier> Columns, Identifier? Method,
    ImmutableArray<StorageOption> Options, Identifier? Tablespace, Select Query, bool WithData) : Statement(Slice, Span)
{
    public override IEnumerable<ObjectName> NamedRelations => [Name];

    internal sealed class Parser() : StatementParser("CREATE MATERIALIZED")
    {
        public override Statement? Read(SyntaxReader reader)
        {
            var start = reader.Start;
            reader.Expect("CREATE");
            var isUnlogged = reader.Take("UNLOGGED");
            reader.Expect("MATERIALIZED", "VIEW");
            var ifNotExists = reader.Take("IF", "NOT", "EXISTS");
            var name = reader.QualifiedName();
            var columns = reader.OptionalColumnList();
            Identifier? method = reader.Take("USING") ? reader.ColId() : null;
            var options = TableStorage.Parser.ReadOptions(reader);
            var tablespace = TableStorage.Parser.ReadTablespace(reader);
            reader.Expect("AS");
            var query = Select.Parser.ReadBare(reader);
            var withData = CreateTableAs.Parser.ReadWithData(reader);
            return new CreateMaterializedView(reader.Slice, reader.SpanFrom(start), isUnlogged, ifNotExists, name, columns, method, options, tablespace, query, withData);
        }
    }
}
