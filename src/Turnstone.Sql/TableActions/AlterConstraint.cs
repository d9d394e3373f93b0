namespace Turnstone.Sql.TableActions;

using Turnstone.Sql.Clauses;
using Turnstone.Sql.Syntax;

/// <summary><c>ALTER CONSTRAINT name DEFERRABLE …</c></summary>
/// <param name="IsInherit">Whether tables that inherit get it from now on.</param>
public sealed record AlterConstraint(TextSpan Span, Identifier Name, ConstraintAttributes Attributes, bool IsInherit) : TableAction(Span)
{
    internal static new class Parser
    {
        /// <summary>Behind ALTER.</summary>
        public static TableAction Read(SyntaxReader reader)
        {
            reader.Expect("CONSTRAINT");
            var name = reader.ColId();
            if (reader.Is("INHERIT"))
            {
                reader.Since(PgVersion.V18, "ALTER CONSTRAINT … INHERIT");
                reader.Next();
                return new AlterConstraint(default, name, default, true);
            }

            var allowed = ConstraintAttributes.Allowed.Deferrable
                | (reader.Version >= PgVersion.V18 ? ConstraintAttributes.Allowed.Enforced | ConstraintAttributes.Allowed.NoInherit : ConstraintAttributes.Allowed.None);
            return new AlterConstraint(default, name, ConstraintAttributes.Parser.ReadAll(reader, "constraints that are altered", allowed), false);
        }
    }
}
