namespace Turnstone.Sql.Clauses;

using Turnstone.Sql.Syntax;

/// <summary><c>NOT NULL</c> of a column, or of one that the table's constraint names.</summary>
/// <param name="Column">None where it stands behind its column.</param>
public sealed record NotNullConstraint(TextSpan Span, Identifier? Name, Identifier? Column) : Constraint(Span, Name)
{
    public override IEnumerable<Identifier> NamedColumns => Column is { } column ? [column] : [];

    internal static new class Parser
    {
        public static Constraint ReadOfTable(SyntaxReader reader, Identifier? name)
        {
            reader.Since(PgVersion.V18, "A table's NOT NULL constraint");
            reader.Expect("NOT", "NULL");
            var column = reader.ColId();
            var attributes = ConstraintAttributes.Parser.ReadAll(reader, "NOT NULL constraints", ConstraintAttributes.Allowed.NotValid | ConstraintAttributes.Allowed.NoInherit);
            return new NotNullConstraint(default, name, column) { Attributes = attributes };
        }

        /// <summary>NULL, or NOT NULL.</summary>
        public static Constraint ReadOfColumn(SyntaxReader reader, Identifier? name)
        {
            if (reader.Take("NULL"))
            {
                return new NullConstraint(default, name);
            }

            reader.Expect("NOT", "NULL");
            return new NotNullConstraint(default, name, null) { Attributes = new() { IsNoInherit = NoInherit(reader) } };
        }

        static bool NoInherit(SyntaxReader reader)
        {
            if (!reader.Take("NO", "INHERIT"))
            {
                return false;
            }

            reader.Since(PgVersion.V18, "NOT NULL NO INHERIT");
            return true;
        }
    }
}
