namespace Turnstone.Sql.Clauses;

using System.Collections.Immutable;
using Turnstone.Sql.Syntax;

/// <summary><c>[FOREIGN KEY (columns)] REFERENCES table [(columns)] …</c></summary>
/// <param name="Columns">Empty where it stands behind its column.</param>
/// <param name="Referenced">The other table's columns; empty where they are its primary key.</param>
/// <param name="IsFullMatch">Whether one null makes all null.</param>
/// <param name="OnUpdate">None where nothing is said, which is NO ACTION.</param>
/// <param name="OnDelete">None where nothing is said, which is NO ACTION.</param>
public sealed record ForeignKey(TextSpan Span, Identifier? Name, ImmutableArray<Identifier> Columns, ObjectName Table, ImmutableArray<Identifier> Referenced, bool IsFullMatch,
    ReferenceAction? OnUpdate, ReferenceAction? OnDelete) : Constraint(Span, Name)
{
    /// <summary>The columns that ON DELETE SET changes; empty where it is all.</summary>
    public ImmutableArray<Identifier> SetOnDelete { get; init; } = [];

    /// <summary>The column of the range that must be covered.</summary>
    public Identifier? Period { get; init; }

    /// <summary>The column of the other table's range.</summary>
    public Identifier? ReferencedPeriod { get; init; }

    public override IEnumerable<ObjectName> NamedRelations => [Table];

    public override IEnumerable<Identifier> NamedColumns => [.. With(Columns, Period), .. With(Referenced, ReferencedPeriod), .. SetOnDelete];

    static ImmutableArray<Identifier> With(ImmutableArray<Identifier> columns, Identifier? period) => period is { } one ? columns.Add(one) : columns;

    internal static new class Parser
    {
        public static Constraint ReadOfTable(SyntaxReader reader, Identifier? name)
        {
            reader.Expect("FOREIGN", "KEY");
            var (columns, period) = ReadColumns(reader);
            var read = ReadReference(reader, name, columns, allowsPeriod: true) with { Period = period };
            const ConstraintAttributes.Allowed Allowed = ConstraintAttributes.Allowed.Deferrable | ConstraintAttributes.Allowed.NotValid | ConstraintAttributes.Allowed.Enforced;
            return read with { Attributes = ConstraintAttributes.Parser.ReadAll(reader, "FOREIGN KEY constraints", Allowed) };
        }

        public static Constraint ReadOfColumn(SyntaxReader reader, Identifier? name) => ReadReference(reader, name, [], allowsPeriod: false);

        static ForeignKey ReadReference(SyntaxReader reader, Identifier? name, ImmutableArray<Identifier> columns, bool allowsPeriod)
        {
            reader.Expect("REFERENCES");
            var table = reader.QualifiedName();
            var (referenced, period) = !reader.Is(TokenKind.OpenParenthesis) ? ([], null) : allowsPeriod ? ReadColumns(reader) : (reader.ColumnList(), null);
            var isFull = ReadMatch(reader);
            var read = new ForeignKey(default, name, columns, table, referenced, isFull, null, null) { ReferencedPeriod = period };
            var (updates, deletes) = (false, false);
            while (reader.Is("ON") && (reader.IsAhead(1, "UPDATE") && !updates || reader.IsAhead(1, "DELETE") && !deletes))
            {
                reader.Next();
                var isUpdate = reader.ExpectOneOf("UPDATE", "DELETE") == "UPDATE";
                (updates, deletes) = (updates || isUpdate, deletes || !isUpdate);
                var (action, set) = ReadAction(reader, isUpdate);
                read = isUpdate ? read with { OnUpdate = action } : read with { OnDelete = action, SetOnDelete = set };
            }

            return read;
        }

        static (ImmutableArray<Identifier> Columns, Identifier? Period) ReadColumns(SyntaxReader reader)
        {
            reader.Expect(TokenKind.OpenParenthesis);
            var columns = ImmutableArray.CreateBuilder<Identifier>();
            Identifier? period = null;
            do
            {
                if (columns.Count > 0 && reader.Is("PERIOD") && SyntaxReader.IsColId(reader.Ahead(1)))
                {
                    reader.Since(PgVersion.V18, "PERIOD");
                    reader.Next();
                    period = reader.ColId();
                    break;
                }

                columns.Add(reader.ColId());
            }
            while (reader.Take(TokenKind.Comma));

            reader.Expect(TokenKind.CloseParenthesis);
            return (columns.DrainToImmutable(), period);
        }

        static bool ReadMatch(SyntaxReader reader)
        {
            if (!reader.Take("MATCH"))
            {
                return false;
            }

            if (reader.Is("PARTIAL"))
            {
                reader.Fail("MATCH PARTIAL not yet implemented");
            }

            return reader.ExpectOneOf("FULL", "SIMPLE") == "FULL";
        }

        static (ReferenceAction Action, ImmutableArray<Identifier> Columns) ReadAction(SyntaxReader reader, bool isUpdate)
        {
            switch (reader.ExpectOneOf("NO", "RESTRICT", "CASCADE", "SET"))
            {
                case "NO":
                    reader.Expect("ACTION");
                    return (ReferenceAction.NoAction, []);
                case "RESTRICT":
                    return (ReferenceAction.Restrict, []);
                case "CASCADE":
                    return (ReferenceAction.Cascade, []);
            }

            var action = reader.ExpectOneOf("NULL", "DEFAULT") == "NULL" ? ReferenceAction.SetNull : ReferenceAction.SetDefault;
            if (!reader.Is(TokenKind.OpenParenthesis))
            {
                return (action, []);
            }

            reader.Since(PgVersion.V15, "A column list of ON DELETE SET");
            if (isUpdate)
            {
                reader.Fail("a column list is only supported for ON DELETE actions");
            }

            return (action, reader.ColumnList());
        }
    }
}
