namespace Turnstone.Sql.Clauses;

using Turnstone.Sql.Expressions;
using Turnstone.Sql.Syntax;

/// <summary>A column's <c>DEFAULT value</c>.</summary>
public sealed record ColumnDefault(TextSpan Span, Identifier? Name, Expression Value) : Constraint(Span, Name)
{
    internal static new class Parser
    {
        public static Constraint Read(SyntaxReader reader, Identifier? name)
        {
            reader.Expect("DEFAULT");
            return new ColumnDefault(default, name, Expression.Parser.ReadRestricted(reader));
        }
    }
}
