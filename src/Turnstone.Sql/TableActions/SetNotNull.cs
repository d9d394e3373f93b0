namespace Turnstone.Sql.TableActions;

using Turnstone.Sql.Syntax;

/// <summary><c>ALTER column SET NOT NULL</c>, or <c>DROP NOT NULL</c>.</summary>
/// <param name="IsSet">Otherwise dropped.</param>
public sealed record SetNotNull(TextSpan Span, Identifier Column, bool IsSet) : ColumnAction(Span, Column)
{
    internal static new class Parser
    {
        public static TableAction Read(SyntaxReader reader, Identifier column)
        {
            var isSet = reader.ExpectOneOf("SET", "DROP") == "SET";
            reader.Expect("NOT", "NULL");
            return new SetNotNull(default, column, isSet);
        }
    }
}
