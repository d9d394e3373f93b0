namespace Turnstone.Sql.Statements;

using Turnstone.Sql.Clauses;
using Turnstone.Sql.Expressions;
using Turnstone.Sql.Syntax;

/// <summary><c>ALTER DOMAIN name SET DEFAULT … | SET NOT NULL | ADD … | DROP CONSTRAINT … | VALIDATE CONSTRAINT …</c></summary>
/// <param name="Action">Its words, in capitals: <c>SET DEFAULT</c>, <c>DROP DEFAULT</c>, <c>SET NOT NULL</c>, <c>DROP NOT NULL</c>, <c>ADD CONSTRAINT</c>, <c>DROP CONSTRAINT</c>, <c>VALIDATE CONSTRAINT</c></param>
/// <param name="Default">Of SET DEFAULT.</param>
/// <param name="Constraint">Of ADD CONSTRAINT.</param>
/// <param name="ConstraintName">Of DROP and VALIDATE CONSTRAINT.</param>
public sealed record AlterDomain(StatementSlice Slice, TextSpan Span, ObjectName Name, string Action, Expression? Default, Constraint? Constraint, Identifier? ConstraintName,
    bool IfExists, bool IsCascade) : Statement(Slice, Span)
{
    internal sealed class Parser() : StatementParser("ALTER DOMAIN")
    {
        public override Statement? Read(SyntaxReader reader)
        {
            var start = reader.Start;
            reader.Expect("ALTER", "DOMAIN");
            var name = reader.AnyName();
            if (reader.Word is "RENAME" or "OWNER" || reader.Is("SET", "SCHEMA"))
            {
                return null;
            }

            var domain = Act(reader, new(reader.Slice, default, name, "", null, null, null, false, false));
            return domain with { Span = reader.SpanFrom(start) };
        }

        static AlterDomain Act(SyntaxReader reader, AlterDomain domain)
        {
            switch (reader.ExpectOneOf("SET", "DROP", "ADD", "VALIDATE"))
            {
                case "SET" when reader.Take("DEFAULT"):
                    return domain with { Action = "SET DEFAULT", Default = Expression.Parser.Read(reader) };
                case "SET":
                    reader.Expect("NOT", "NULL");
                    return domain with { Action = "SET NOT NULL" };
                case "DROP":
                    return Drop(reader, domain);
                case "ADD":
                    return domain with { Action = "ADD CONSTRAINT", Constraint = ReadAdded(reader) };
                default:
                    reader.Expect("CONSTRAINT");
                    return domain with { Action = "VALIDATE CONSTRAINT", ConstraintName = reader.ColId() };
            }
        }

        // DomainConstraint; a table's before 17.
        static Constraint ReadAdded(SyntaxReader reader)
        {
            if (reader.Version < PgVersion.V17)
            {
                return Clauses.Constraint.Parser.ReadOfTable(reader);
            }

            var start = reader.Start;
            Identifier? name = reader.Take("CONSTRAINT") ? reader.ColId() : null;
            var added = reader.Is("CHECK") ? CheckConstraint.Parser.ReadOfTable(reader, name) : ReadNotNull(reader, name);
            if (added.Attributes.IsEnforced is { } enforced)
            {
                reader.Fail($"CHECK constraints cannot be marked {(enforced ? "ENFORCED" : "NOT ENFORCED")}");
            }

            return added with { Span = reader.SpanFrom(start) };
        }

        static NotNullConstraint ReadNotNull(SyntaxReader reader, Identifier? name)
        {
            reader.Expect("NOT", "NULL");
            var allowed = reader.Version == PgVersion.V17 ? ConstraintAttributes.Allowed.NoInherit : ConstraintAttributes.Allowed.None;
            return new(default, name, null) { Attributes = ConstraintAttributes.Parser.ReadAll(reader, "NOT NULL constraints", allowed) };
        }

        static AlterDomain Drop(SyntaxReader reader, AlterDomain domain)
        {
            if (reader.Take("DEFAULT"))
            {
                return domain with { Action = "DROP DEFAULT" };
            }

            if (reader.Take("NOT", "NULL"))
            {
                return domain with { Action = "DROP NOT NULL" };
            }

            reader.Expect("CONSTRAINT");
            var ifExists = reader.Take("IF", "EXISTS");
            var name = reader.ColId();
            var isCascade = DropBehavior.ReadCascade(reader);
            return domain with { Action = "DROP CONSTRAINT", ConstraintName = name, IfExists = ifExists, IsCascade = isCascade };
        }
    }
}
