namespace Turnstone.Sql.TableActions;

using Turnstone.Sql.Syntax;

/// <summary><c>ALTER column DROP IDENTITY [IF EXISTS]</c></summary>
public sealed record DropIdentity(TextSpan Span, Identifier Column, bool IfExists) : ColumnAction(Span, Column)
{
    internal static new class Parser
    {
        public static TableAction Read(SyntaxReader reader, Identifier column)
        {
            reader.Expect("DROP", "IDENTITY");
            return new DropIdentity(default, column, reader.Take("IF", "EXISTS"));
        }
    }
}
