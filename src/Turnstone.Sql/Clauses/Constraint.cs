namespace Turnstone.Sql.Clauses;

using Turnstone.Sql.Syntax;

/// <summary>What a column or a table says about its values.</summary>
/// <param name="Name">None where PostgreSQL thinks of one.</param>
public abstract record Constraint(TextSpan Span, Identifier? Name) : SyntaxNode(Span)
{
    public ConstraintAttributes Attributes { get; init; }

    internal static class Parser
    {
        /// <summary>Whether a table's constraint begins here, and no column.</summary>
        public static bool Begins(SyntaxReader reader) => reader.Word switch
        {
            "CONSTRAINT" or "CHECK" or "UNIQUE" or "PRIMARY" or "FOREIGN" => true,
            "NOT" => reader.Version >= PgVersion.V18,
            "EXCLUDE" => reader.IsAhead(1, "USING") || reader.Ahead(1).Kind == TokenKind.OpenParenthesis,
            _ => false,
        };

        /// <summary>A table's: <c>TableConstraint</c> of <c>gram.y</c>.</summary>
        public static Constraint ReadOfTable(SyntaxReader reader)
        {
            var start = reader.Start;
            Identifier? name = reader.Take("CONSTRAINT") ? reader.ColId() : null;
            Constraint? read = reader.Word switch
            {
                "CHECK" => CheckConstraint.Parser.ReadOfTable(reader, name),
                "UNIQUE" or "PRIMARY" => UniqueConstraint.Parser.ReadOfTable(reader, name),
                "EXCLUDE" => ExclusionConstraint.Parser.Read(reader, name),
                "FOREIGN" => ForeignKey.Parser.ReadOfTable(reader, name),
                "NOT" => NotNullConstraint.Parser.ReadOfTable(reader, name),
                _ => null,
            };
            return read is null ? Failed(reader, start) : read with { Span = reader.SpanFrom(start) };
        }

        /// <summary>All that follow a column's type, with the COLLATE between them: <c>ColQualList</c> of <c>gram.y</c>.</summary>
        public static (IReadOnlyList<Constraint> Constraints, ObjectName? Collation) ReadOfColumn(SyntaxReader reader)
        {
            List<Constraint> all = [];
            ObjectName? collation = null;
            while (true)
            {
                if (reader.Is("COLLATE"))
                {
                    if (collation is not null)
                    {
                        reader.Fail("multiple COLLATE clauses not allowed");
                    }

                    reader.Next();
                    collation = reader.AnyName();
                }
                else if (!AddAttribute(reader, all))
                {
                    if (ReadOneOfColumn(reader) is not { } constraint)
                    {
                        return (all, collation);
                    }

                    all.Add(constraint);
                }
            }
        }

        // Attributes are of the constraint before them; whether they fit is not the grammar's question.
        static bool AddAttribute(SyntaxReader reader, List<Constraint> all)
        {
            var before = all.Count > 0 ? all[^1].Attributes : default;
            if (ConstraintAttributes.Parser.ReadOfColumn(reader, before) is not { } attributes)
            {
                return false;
            }

            if (all.Count > 0)
            {
                var last = all[^1];
                all[^1] = last with { Attributes = attributes, Span = reader.SpanFrom(last.Span.Start) };
            }

            return true;
        }

        static Constraint? ReadOneOfColumn(SyntaxReader reader)
        {
            var start = reader.Start;
            Identifier? name = reader.Take("CONSTRAINT") ? reader.ColId() : null;
            Constraint? read = reader.Word switch
            {
                "NOT" or "NULL" => NotNullConstraint.Parser.ReadOfColumn(reader, name),
                "UNIQUE" or "PRIMARY" => UniqueConstraint.Parser.ReadOfColumn(reader, name),
                "CHECK" => CheckConstraint.Parser.ReadOfColumn(reader, name),
                "DEFAULT" => ColumnDefault.Parser.Read(reader, name),
                "GENERATED" => GeneratedColumn.Parser.Read(reader, name),
                "REFERENCES" => ForeignKey.Parser.ReadOfColumn(reader, name),
                _ => null,
            };
            if (read is null && name is not null)
            {
                reader.Fail();
            }

            return read is null ? null : read with { Span = reader.SpanFrom(start) };
        }

        static NullConstraint Failed(SyntaxReader reader, int start)
        {
            reader.Fail();
            return new(reader.SpanFrom(start), null);
        }
    }
}
