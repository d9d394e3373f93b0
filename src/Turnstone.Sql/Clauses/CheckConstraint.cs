namespace Turnstone.Sql.Clauses;

using Turnstone.Sql.Expressions;
using Turnstone.Sql.Syntax;

/// <summary><c>CHECK (condition)</c></summary>
public sealed record CheckConstraint(TextSpan Span, Identifier? Name, Expression Condition) : Constraint(Span, Name)
{
    internal static new class Parser
    {
        public static Constraint ReadOfTable(SyntaxReader reader, Identifier? name)
        {
            var condition = Condition(reader);
            const ConstraintAttributes.Allowed Allowed = ConstraintAttributes.Allowed.NotValid | ConstraintAttributes.Allowed.NoInherit | ConstraintAttributes.Allowed.Enforced;
            var attributes = ConstraintAttributes.Parser.ReadAll(reader, "CHECK constraints", Allowed);
            return new CheckConstraint(default, name, condition) { Attributes = attributes };
        }

        public static Constraint ReadOfColumn(SyntaxReader reader, Identifier? name)
        {
            var condition = Condition(reader);
            return new CheckConstraint(default, name, condition) { Attributes = new() { IsNoInherit = reader.Take("NO", "INHERIT") } };
        }

        static Expression Condition(SyntaxReader reader)
        {
            reader.Expect("CHECK");
            return Expression.Parser.ReadEnclosed(reader);
        }
    }
}
