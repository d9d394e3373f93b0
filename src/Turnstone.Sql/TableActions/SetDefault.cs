namespace Turnstone.Sql.TableActions;

using Turnstone.Sql.Expressions;
using Turnstone.Sql.Syntax;

/// <summary><c>ALTER column SET DEFAULT value</c>, or <c>DROP DEFAULT</c>.</summary>
/// <param name="Value">None where it is dropped.</param>
public sealed record SetDefault(TextSpan Span, Identifier Column, Expression? Value) : ColumnAction(Span, Column)
{
    internal static new class Parser
    {
        public static TableAction Read(SyntaxReader reader, Identifier column)
        {
            var isSet = reader.ExpectOneOf("SET", "DROP") == "SET";
            reader.Expect("DEFAULT");
            return new SetDefault(default, column, isSet ? Expression.Parser.Read(reader) : null);
        }
    }
}
