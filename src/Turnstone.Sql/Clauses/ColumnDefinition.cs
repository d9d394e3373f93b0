namespace Turnstone.Sql.Clauses;

using System.Collections.Immutable;
using Turnstone.Sql.Expressions;
using Turnstone.Sql.Syntax;

/// <summary>A column of a new table, or one that is added.</summary>
/// <param name="Type">None of a table of a type and of a partition, which have theirs already.</param>
public sealed record ColumnDefinition(TextSpan Span, Identifier Name, TypeName? Type, ImmutableArray<Constraint> Constraints) : TableElement(Span)
{
    public ObjectName? Collation { get; init; }

    /// <summary>As it is written, <c>DEFAULT</c> included; so is the compression.</summary>
    public Identifier? Storage { get; init; }

    public Identifier? Compression { get; init; }

    /// <summary>For the foreign data wrapper.</summary>
    public ImmutableArray<ForeignOption> Options { get; init; } = [];

    public override IEnumerable<Identifier> NamedColumns => [Name];

    internal static new class Parser
    {
        /// <summary><c>columnDef</c> of <c>gram.y</c>.</summary>
        public static ColumnDefinition Read(SyntaxReader reader)
        {
            var start = reader.Start;
            var name = reader.ColId();
            var type = TypeName.Parser.Read(reader);
            Identifier? storage = null;
            if (reader.Is("STORAGE"))
            {
                reader.Since(PgVersion.V16, "STORAGE in a column's definition");
                storage = ReadStorage(reader);
            }

            Identifier? compression = reader.Is("COMPRESSION") ? ReadCompression(reader) : null;
            var options = ForeignOption.Parser.ReadNew(reader);
            var (constraints, collation) = Constraint.Parser.ReadOfColumn(reader);
            return new(reader.SpanFrom(start), name, type, [.. constraints]) { Collation = collation, Storage = storage, Compression = compression, Options = options };
        }

        /// <summary>One whose type is known: <c>columnOptions</c> of <c>gram.y</c>.</summary>
        public static ColumnDefinition ReadTyped(SyntaxReader reader)
        {
            var start = reader.Start;
            var name = reader.ColId();
            if (reader.Take("WITH"))
            {
                reader.Expect("OPTIONS");
            }

            var (constraints, collation) = Constraint.Parser.ReadOfColumn(reader);
            return new(reader.SpanFrom(start), name, null, [.. constraints]) { Collation = collation };
        }

        /// <summary><c>STORAGE how</c></summary>
        public static Identifier ReadStorage(SyntaxReader reader)
        {
            reader.Expect("STORAGE");
            if (reader.Is("DEFAULT"))
            {
                reader.Since(PgVersion.V16, "STORAGE DEFAULT");
            }

            return ReadOrDefault(reader);
        }

        /// <summary><c>COMPRESSION how</c></summary>
        public static Identifier ReadCompression(SyntaxReader reader)
        {
            reader.Expect("COMPRESSION");
            return ReadOrDefault(reader);
        }

        static Identifier ReadOrDefault(SyntaxReader reader) => reader.Is("DEFAULT") ? reader.ColLabel() : reader.ColId();
    }
}
