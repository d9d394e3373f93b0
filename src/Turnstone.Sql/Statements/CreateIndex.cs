namespace Turnstone.Sql.Statements;

using System.Collections.Immutable;
using Turnstone.Sql.Clauses;
using Turnstone.Sql.Expressions;
using Turnstone.Sql.Queries;
using Turnstone.Sql.Syntax;

/// <summary><c>CREATE [UNIQUE] INDEX [CONCURRENTLY] [[IF NOT EXISTS] name] ON [ONLY] table …</c></summary>
/// <param name="Name">It lives in its table's schema. None where PostgreSQL thinks of one.</param>
/// <param name="Definition">What stands behind the table, from its method or its columns to the end: a stretch of the slice's text.</param>
/// <param name="Method">None where it is the usual one.</param>
public sealed record CreateIndex(StatementSlice Slice, TextSpan Span, bool Unique, bool Concurrently, bool IfNotExists, Identifier? Name, bool Only, ObjectName Table, TextSpan Definition,
    Identifier? Method, ImmutableArray<IndexKey> Keys) : Statement(Slice, Span)
{
    /// <summary>What is kept beside the keys.</summary>
    public ImmutableArray<IndexKey> Include { get; init; } = [];

    public bool NullsNotDistinct { get; init; }

    public ImmutableArray<StorageOption> Options { get; init; } = [];

    public Identifier? Tablespace { get; init; }

    /// <summary>Which rows it has; none where it is all.</summary>
    public Expression? Where { get; init; }

    public override IEnumerable<ObjectName> NamedRelations => [Table];

    internal sealed class Parser() : StatementParser("CREATE INDEX")
    {
        public override Statement? Read(SyntaxReader reader)
        {
            var start = reader.Start;
            reader.Expect("CREATE");
            var unique = reader.Take("UNIQUE");
            reader.Expect("INDEX");
            var concurrently = reader.Take("CONCURRENTLY");
            var ifNotExists = reader.Take("IF", "NOT", "EXISTS");
            Identifier? name = ifNotExists || !reader.Is("ON") ? reader.ColId() : null;
            reader.Expect("ON");
            var table = RelationName.Parser.Read(reader);
            var definition = reader.Start;
            Identifier? method = reader.Take("USING") ? reader.ColId() : null;
            var keys = reader.Parenthesised(IndexKey.Parser.Read);
            var read = new CreateIndex(reader.Slice, default, unique, concurrently, ifNotExists, name, table.IsOnly, table.Name, default, method, keys);
            read = ReadRest(reader, read);
            return read with { Span = reader.SpanFrom(start), Definition = reader.SpanFrom(definition) };
        }

        static CreateIndex ReadRest(SyntaxReader reader, CreateIndex read)
        {
            read = read with { Include = reader.Take("INCLUDE") ? reader.Parenthesised(IndexKey.Parser.Read) : [] };
            read = read with { NullsNotDistinct = UniqueConstraint.Parser.ReadNullsNotDistinct(reader) };
            read = read with { Options = TableStorage.Parser.ReadOptions(reader) };
            read = read with { Tablespace = TableStorage.Parser.ReadTablespace(reader) };
            return read with { Where = reader.Take("WHERE") ? Expression.Parser.Read(reader) : null };
        }
    }
}
