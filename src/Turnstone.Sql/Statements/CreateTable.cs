namespace Turnstone.Sql.Statements;

using System.Collections.Immutable;
using Turnstone.Sql.Clauses;
using Turnstone.Sql.Queries;
using Turnstone.Sql.Syntax;

/// <summary><c>CREATE TABLE t (…)</c>, <c>t OF type</c> and <c>t PARTITION OF parent</c>.</summary>
/// <param name="Persistence"><c>TEMPORARY</c> or <c>UNLOGGED</c>; none of an ordinary one.</param>
public sealed record CreateTable(StatementSlice Slice, TextSpan Span, string? Persistence, bool IfNotExists, ObjectName Name, ImmutableArray<TableElement> Elements) : Statement(Slice, Span)
{
    public ImmutableArray<ObjectName> Inherits { get; init; } = [];

    /// <summary>The composite type that has its columns.</summary>
    public ObjectName? OfType { get; init; }

    /// <summary>The table that it is a partition of.</summary>
    public ObjectName? PartitionOf { get; init; }

    /// <summary>Of a partition.</summary>
    public PartitionBound? Bound { get; init; }

    public PartitionStrategy? PartitionBy { get; init; }

    public TableStorage? Storage { get; init; }

    public override IEnumerable<ObjectName> NamedRelations => PartitionOf is { } parent ? [Name, parent] : [Name, .. Inherits];

    internal sealed class Parser() : StatementParser("CREATE TABLE")
    {
        public override Statement? Read(SyntaxReader reader)
        {
            var start = reader.Start;
            reader.Expect("CREATE");
            var persistence = NewTable.Parser.ReadPersistence(reader);
            reader.Expect("TABLE");
            var ifNotExists = reader.Take("IF", "NOT", "EXISTS");
            var name = reader.QualifiedName();
            if (reader.Error is null && CreateTableAs.Parser.Follows(reader))
            {
                return null;
            }

            var read = ReadBody(reader, new(reader.Slice, default, persistence, ifNotExists, name, []));
            read = read with { PartitionBy = PartitionStrategy.Parser.TryRead(reader) };
            read = read with { Storage = TableStorage.Parser.TryRead(reader) };
            return read with { Span = reader.SpanFrom(start) };
        }

        static CreateTable ReadBody(SyntaxReader reader, CreateTable read)
        {
            if (reader.Take("OF"))
            {
                read = read with { OfType = reader.AnyName() };
                return read with { Elements = TableElement.Parser.ReadTyped(reader) };
            }

            if (reader.Take("PARTITION", "OF"))
            {
                read = read with { PartitionOf = reader.QualifiedName() };
                read = read with { Elements = TableElement.Parser.ReadTyped(reader) };
                return read with { Bound = PartitionBound.Parser.Read(reader) };
            }

            read = read with { Elements = TableElement.Parser.ReadAll(reader) };
            return read with { Inherits = ReadInherits(reader) };
        }

        /// <summary><c>INHERITS (table, …)</c>, if it stands here.</summary>
        public static ImmutableArray<ObjectName> ReadInherits(SyntaxReader reader) => reader.Take("INHERITS") ? reader.Parenthesised(static reader => reader.QualifiedName()) : [];
    }
}
