namespace Turnstone.Sql.TableActions;

using Turnstone.Sql.Clauses;
using Turnstone.Sql.Syntax;

/// <summary><c>ALTER column SET COMPRESSION how</c></summary>
public sealed record SetCompression(TextSpan Span, Identifier Column, Identifier Compression) : ColumnAction(Span, Column)
{
    internal static new class Parser
    {
        public static TableAction Read(SyntaxReader reader, Identifier column)
        {
            reader.Expect("SET");
            return new SetCompression(default, column, ColumnDefinition.Parser.ReadCompression(reader));
        }
    }
}
