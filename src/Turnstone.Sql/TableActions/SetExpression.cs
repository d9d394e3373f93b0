namespace Turnstone.Sql.TableActions;

using Turnstone.Sql.Expressions;
using Turnstone.Sql.Syntax;

/// <summary><c>ALTER column SET EXPRESSION AS (value)</c></summary>
public sealed record SetExpression(TextSpan Span, Identifier Column, Expression Value) : ColumnAction(Span, Column)
{
    internal static new class Parser
    {
        public static TableAction Read(SyntaxReader reader, Identifier column)
        {
            reader.Since(PgVersion.V17, "SET EXPRESSION");
            reader.Expect("SET", "EXPRESSION", "AS");
            var value = Expression.Parser.ReadEnclosed(reader);
            return new SetExpression(default, column, value);
        }
    }
}
