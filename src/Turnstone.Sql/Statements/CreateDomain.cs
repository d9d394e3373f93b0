namespace Turnstone.Sql.Statements;

using System.Collections.Immutable;
using Turnstone.Sql.Clauses;
using Turnstone.Sql.Expressions;
using Turnstone.Sql.Queries;
using Turnstone.Sql.Syntax;

/// <summary><c>CREATE DOMAIN name [AS] type …</c></summary>
public sealed record CreateDomain(StatementSlice Slice, TextSpan Span, ObjectName Name, TypeName Type, ObjectName? Collation, ImmutableArray<DomainConstraint> Constraints) : Statement(Slice, Span)
{
    internal sealed class Parser() : StatementParser("CREATE DOMAIN")
    {
        public override Statement? Read(SyntaxReader reader)
        {
            var start = reader.Start;
            reader.Expect("CREATE", "DOMAIN");
            var name = reader.QualifiedName();
            _ = reader.Take("AS");
            var type = TypeName.Parser.Read(reader);
            var (collation, constraints) = Qualities(reader);
            return new CreateDomain(reader.Slice, reader.SpanFrom(start), name, type, collation, constraints);
        }

        // ColQualList
        static (ObjectName? Collation, ImmutableArray<DomainConstraint> Constraints) Qualities(SyntaxReader reader)
        {
            ObjectName? collation = null;
            var constraints = ImmutableArray.CreateBuilder<DomainConstraint>();
            while (true)
            {
                if (reader.Take("COLLATE"))
                {
                    if (collation is not null)
                    {
                        reader.Fail("multiple COLLATE clauses not allowed");
                    }

                    collation = reader.QualifiedName();
                }
                else if (!IsTiming(reader))
                {
                    if (!DomainConstraint.Parser.Begins(reader))
                    {
                        return (collation, constraints.DrainToImmutable());
                    }

                    constraints.Add(DomainConstraint.Parser.ReadOfColumn(reader));
                }
            }
        }

        // ConstraintAttr, which PostgreSQL refuses later.
        static bool IsTiming(SyntaxReader reader) => reader.Take("DEFERRABLE") || reader.Take("NOT", "DEFERRABLE") || reader.Take("INITIALLY", "DEFERRED")
            || reader.Take("INITIALLY", "IMMEDIATE") || reader.Take("ENFORCED") || reader.Take("NOT", "ENFORCED");
    }
}
