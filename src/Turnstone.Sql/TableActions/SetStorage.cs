namespace Turnstone.Sql.TableActions;

using Turnstone.Sql.Clauses;
using Turnstone.Sql.Syntax;

/// <summary><c>ALTER column SET STORAGE how</c></summary>
public sealed record SetStorage(TextSpan Span, Identifier Column, Identifier Storage) : ColumnAction(Span, Column)
{
    internal static new class Parser
    {
        public static TableAction Read(SyntaxReader reader, Identifier column)
        {
            reader.Expect("SET");
            return new SetStorage(default, column, ColumnDefinition.Parser.ReadStorage(reader));
        }
    }
}
