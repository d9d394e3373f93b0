namespace Turnstone.Sql.TableActions;

using Turnstone.Sql.Syntax;

/// <summary><c>ALTER [COLUMN] column …</c></summary>
public abstract record ColumnAction(TextSpan Span, Identifier Column) : TableAction(Span)
{
    public override IEnumerable<Identifier> NamedColumns => [Column];

    internal static new class Parser
    {
        /// <summary>A column's change, or a constraint's.</summary>
        public static TableAction Read(SyntaxReader reader)
        {
            reader.Expect("ALTER");
            if (reader.Is("CONSTRAINT"))
            {
                return AlterConstraint.Parser.Read(reader);
            }

            _ = reader.Take("COLUMN");
            if (reader.Kind == TokenKind.Number)
            {
                return SetStatistics.Parser.ReadOfNumber(reader);
            }

            var column = reader.ColId();
            return reader.Word switch
            {
                "SET" => ReadSet(reader, column),
                "RESET" => SetColumnOptions.Parser.Read(reader, column),
                "DROP" => ReadDrop(reader, column),
                "TYPE" => AlterColumnType.Parser.Read(reader, column),
                "ADD" => AddIdentity.Parser.Read(reader, column),
                "RESTART" => AlterIdentity.Parser.Read(reader, column),
                "OPTIONS" => SetColumnForeignOptions.Parser.Read(reader, column),
                _ => TableAction.Parser.Failed(reader),
            };
        }

        static TableAction ReadSet(SyntaxReader reader, Identifier column) => reader.Ahead(1).Word switch
        {
            "DEFAULT" => SetDefault.Parser.Read(reader, column),
            "NOT" => SetNotNull.Parser.Read(reader, column),
            "EXPRESSION" => SetExpression.Parser.Read(reader, column),
            "STATISTICS" => SetStatistics.Parser.Read(reader, column),
            "STORAGE" => SetStorage.Parser.Read(reader, column),
            "COMPRESSION" => SetCompression.Parser.Read(reader, column),
            "DATA" => AlterColumnType.Parser.Read(reader, column),
            null when reader.Ahead(1).Kind == TokenKind.OpenParenthesis => SetColumnOptions.Parser.Read(reader, column),
            _ => AlterIdentity.Parser.Read(reader, column),
        };

        static TableAction ReadDrop(SyntaxReader reader, Identifier column) => reader.Ahead(1).Word switch
        {
            "DEFAULT" => SetDefault.Parser.Read(reader, column),
            "NOT" => SetNotNull.Parser.Read(reader, column),
            "EXPRESSION" => DropExpression.Parser.Read(reader, column),
            _ => DropIdentity.Parser.Read(reader, column),
        };
    }
}
