namespace Turnstone.Sql.TableActions;

using Turnstone.Sql.Syntax;

/// <summary>One part of ALTER TABLE and its like.</summary>
public abstract record TableAction(TextSpan Span) : SyntaxNode(Span)
{
    internal static class Parser
    {
        /// <summary><c>alter_table_cmd</c> of <c>gram.y</c>.</summary>
        public static TableAction Read(SyntaxReader reader)
        {
            var start = reader.Start;
            TableAction? read = reader.Word switch
            {
                "ADD" => AddColumn.Parser.Read(reader),
                "ALTER" => ColumnAction.Parser.Read(reader),
                "DROP" => DropColumn.Parser.Read(reader),
                "VALIDATE" => ValidateConstraint.Parser.Read(reader),
                "SET" => ReadSet(reader),
                "RESET" => SetTableOptions.Parser.Read(reader),
                "CLUSTER" => SetCluster.Parser.Read(reader),
                "ENABLE" or "DISABLE" => ReadSwitch(reader),
                "FORCE" => SwitchRowSecurity.Parser.Read(reader),
                "NO" => reader.IsAhead(1, "FORCE") ? SwitchRowSecurity.Parser.Read(reader) : SetParent.Parser.Read(reader),
                "INHERIT" => SetParent.Parser.Read(reader),
                "OF" or "NOT" => SetType.Parser.Read(reader),
                "OWNER" => ChangeOwner.Parser.Read(reader),
                "REPLICA" => SetReplicaIdentity.Parser.Read(reader),
                "OPTIONS" => SetForeignOptions.Parser.Read(reader),
                _ => null,
            };
            return read is null ? Failed(reader) : read with { Span = reader.SpanFrom(start) };
        }

        /// <summary>Says that what stands here is none.</summary>
        public static TableAction Failed(SyntaxReader reader)
        {
            reader.Fail();
            return new SetWithoutOids(default);
        }

        static TableAction ReadSet(SyntaxReader reader) => reader.Ahead(1).Word switch
        {
            "WITHOUT" when reader.IsAhead(2, "OIDS") => SetWithoutOids.Parser.Read(reader),
            "WITHOUT" => SetCluster.Parser.Read(reader),
            "LOGGED" or "UNLOGGED" => SetLogged.Parser.Read(reader),
            "ACCESS" => SetAccessMethod.Parser.Read(reader),
            "TABLESPACE" => SetTablespace.Parser.Read(reader),
            _ => SetTableOptions.Parser.Read(reader),
        };

        static TableAction ReadSwitch(SyntaxReader reader) => reader.IsAhead(1, "ROW") ? SwitchRowSecurity.Parser.Read(reader) : SwitchTrigger.Parser.Read(reader);
    }
}
