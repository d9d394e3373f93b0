namespace Turnstone.Sql.Clauses;

using System.Collections.Immutable;
using Turnstone.Sql.Queries;
using Turnstone.Sql.Syntax;

/// <summary><c>UNIQUE</c> or <c>PRIMARY KEY</c>.</summary>
/// <param name="Columns">Empty where it stands behind its column, and of one that takes an index.</param>
/// <param name="UsingIndex">The index that is there already.</param>
public sealed record UniqueConstraint(TextSpan Span, Identifier? Name, bool IsPrimaryKey, ImmutableArray<Identifier> Columns, Identifier? UsingIndex) : Constraint(Span, Name)
{
    /// <summary>Further columns of its index.</summary>
    public ImmutableArray<Identifier> Include { get; init; } = [];

    public bool NullsNotDistinct { get; init; }

    /// <summary>Whether the last column is a range of which none may overlap.</summary>
    public bool WithoutOverlaps { get; init; }

    /// <summary>Of its index.</summary>
    public ImmutableArray<Definition> Options { get; init; } = [];

    public Identifier? Tablespace { get; init; }

    public override IEnumerable<Identifier> NamedColumns => [.. Columns, .. Include];

    internal static new class Parser
    {
        const ConstraintAttributes.Allowed Allowed = ConstraintAttributes.Allowed.Deferrable;

        public static Constraint ReadOfTable(SyntaxReader reader, Identifier? name)
        {
            var read = Read(reader, name);
            if (!read.NullsNotDistinct && reader.Take("USING", "INDEX"))
            {
                read = read with { UsingIndex = reader.ColId() };
            }
            else
            {
                reader.Expect(TokenKind.OpenParenthesis);
                read = read with { Columns = reader.List(static reader => reader.ColId()), WithoutOverlaps = WithoutOverlapsHere(reader) };
                reader.Expect(TokenKind.CloseParenthesis);
                read = WithIndex(reader, read with { Include = ReadInclude(reader) });
            }

            return read with { Attributes = ConstraintAttributes.Parser.ReadAll(reader, read.IsPrimaryKey ? "PRIMARY KEY constraints" : "UNIQUE constraints", Allowed) };
        }

        public static Constraint ReadOfColumn(SyntaxReader reader, Identifier? name) => WithIndex(reader, Read(reader, name));

        /// <summary><c>NULLS [NOT] DISTINCT</c>, if it stands here.</summary>
        public static bool ReadNullsNotDistinct(SyntaxReader reader)
        {
            if (!reader.Is("NULLS"))
            {
                return false;
            }

            reader.Since(PgVersion.V15, "NULLS [NOT] DISTINCT");
            reader.Next();
            var isNot = reader.Take("NOT");
            reader.Expect("DISTINCT");
            return isNot;
        }

        /// <summary><c>INCLUDE (columns)</c>, if it stands here.</summary>
        public static ImmutableArray<Identifier> ReadInclude(SyntaxReader reader) => reader.Take("INCLUDE") ? reader.ColumnList() : [];

        /// <summary><c>WITH (options)</c>, if it stands here.</summary>
        public static ImmutableArray<Definition> ReadOptions(SyntaxReader reader) => reader.Take("WITH") ? Definition.Parser.ReadAll(reader) : [];

        /// <summary><c>USING INDEX TABLESPACE name</c>, if it stands here.</summary>
        public static Identifier? ReadTablespace(SyntaxReader reader)
        {
            if (!reader.Take("USING"))
            {
                return null;
            }

            reader.Expect("INDEX", "TABLESPACE");
            return reader.ColId();
        }

        static UniqueConstraint Read(SyntaxReader reader, Identifier? name)
        {
            if (reader.Take("UNIQUE"))
            {
                return new(default, name, false, [], null) { NullsNotDistinct = ReadNullsNotDistinct(reader) };
            }

            reader.Expect("PRIMARY", "KEY");
            return new(default, name, true, [], null);
        }

        static UniqueConstraint WithIndex(SyntaxReader reader, UniqueConstraint read)
        {
            read = read with { Options = ReadOptions(reader) };
            return read with { Tablespace = ReadTablespace(reader) };
        }

        static bool WithoutOverlapsHere(SyntaxReader reader)
        {
            if (!reader.Take("WITHOUT", "OVERLAPS"))
            {
                return false;
            }

            reader.Since(PgVersion.V18, "WITHOUT OVERLAPS");
            return true;
        }
    }
}
