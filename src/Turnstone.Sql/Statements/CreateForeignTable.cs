namespace Turnstone.Sql.Statements;

using System.Collections.Immutable;
using Turnstone.Sql.Clauses;
using Turnstone.Sql.Syntax;

/// <summary><c>CREATE FOREIGN TABLE t (…) SERVER s</c></summary>
public sealed record CreateForeignTable(StatementSlice Slice, TextSpan Span, bool IfNotExists, ObjectName Name, ImmutableArray<TableElement> Elements, Identifier Server) : Statement(Slice, Span)
{
    public ImmutableArray<ObjectName> Inherits { get; init; } = [];

    /// <summary>The table that it is a partition of.</summary>
    public ObjectName? PartitionOf { get; init; }

    /// <summary>Of a partition.</summary>
    public PartitionBound? Bound { get; init; }

    public ImmutableArray<ForeignOption> Options { get; init; } = [];

    public override IEnumerable<ObjectName> NamedRelations => PartitionOf is { } parent ? [Name, parent] : [Name, .. Inherits];

    internal sealed class Parser() : StatementParser("CREATE FOREIGN")
    {
        public override Statement? Read(SyntaxReader reader)
        {
            var start = reader.Start;
            if (!reader.Take("CREATE", "FOREIGN", "TABLE"))
            {
                return null;
            }

            var ifNotExists = reader.Take("IF", "NOT", "EXISTS");
            var read = ReadBody(reader, new(reader.Slice, default, ifNotExists, reader.QualifiedName(), [], default));
            reader.Expect("SERVER");
            read = read with { Server = reader.ColId() };
            read = read with { Options = ForeignOption.Parser.ReadNew(reader) };
            return read with { Span = reader.SpanFrom(start) };
        }

        static CreateForeignTable ReadBody(SyntaxReader reader, CreateForeignTable read)
        {
            if (reader.Take("PARTITION", "OF"))
            {
                read = read with { PartitionOf = reader.QualifiedName() };
                read = read with { Elements = TableElement.Parser.ReadTyped(reader) };
                return read with { Bound = PartitionBound.Parser.Read(reader) };
            }

            read = read with { Elements = TableElement.Parser.ReadAll(reader) };
            return read with { Inherits = CreateTable.Parser.ReadInherits(reader) };
        }
    }
}
