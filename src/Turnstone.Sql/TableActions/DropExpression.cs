namespace Turnstone.Sql.TableActions;

using Turnstone.Sql.Syntax;

/// <summary><c>ALTER column DROP EXPRESSION [IF EXISTS]</c></summary>
public sealed record DropExpression(TextSpan Span, Identifier Column, bool IfExists) : ColumnAction(Span, Column)
{
    internal static new class Parser
    {
        public static TableAction Read(SyntaxReader reader, Identifier column)
        {
            reader.Expect("DROP", "EXPRESSION");
            return new DropExpression(default, column, reader.Take("IF", "EXISTS"));
        }
    }
}
