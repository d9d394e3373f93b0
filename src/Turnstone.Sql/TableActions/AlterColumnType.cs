namespace Turnstone.Sql.TableActions;

using Turnstone.Sql.Expressions;
using Turnstone.Sql.Syntax;

/// <summary><c>ALTER column [SET DATA] TYPE type [COLLATE …] [USING value]</c></summary>
public sealed record AlterColumnType(TextSpan Span, Identifier Column, TypeName Type, ObjectName? Collation, Expression? Using) : ColumnAction(Span, Column)
{
    internal static new class Parser
    {
        public static TableAction Read(SyntaxReader reader, Identifier column)
        {
            if (reader.Take("SET"))
            {
                reader.Expect("DATA");
            }

            reader.Expect("TYPE");
            var type = TypeName.Parser.Read(reader);
            ObjectName? collation = reader.Take("COLLATE") ? reader.AnyName() : null;
            return new AlterColumnType(default, column, type, collation, reader.Take("USING") ? Expression.Parser.Read(reader) : null);
        }
    }
}
