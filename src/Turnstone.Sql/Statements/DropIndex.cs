namespace Turnstone.Sql.Statements;

using System.Collections.Immutable;
using Turnstone.Sql.Clauses;
using Turnstone.Sql.Syntax;

/// <summary><c>DROP INDEX [CONCURRENTLY] [IF EXISTS] name, … [CASCADE | RESTRICT]</c></summary>
public sealed record DropIndex(StatementSlice Slice, TextSpan Span, bool Concurrently, bool IfExists, ImmutableArray<ObjectName> Names, bool Cascade) : Statement(Slice, Span)
{
    public override IEnumerable<ObjectName> NamedRelations => Names;

    internal sealed class Parser() : StatementParser("DROP INDEX")
    {
        public override Statement? Read(SyntaxReader reader)
        {
            var start = reader.Start;
            reader.Expect("DROP", "INDEX");
            var concurrently = reader.Take("CONCURRENTLY");
            var ifExists = reader.Take("IF", "EXISTS");
            var names = reader.List(static reader => reader.AnyName());
            var cascade = DropBehavior.ReadCascade(reader);
            return new DropIndex(reader.Slice, reader.SpanFrom(start), concurrently, ifExists, names, cascade);
        }
    }
}
