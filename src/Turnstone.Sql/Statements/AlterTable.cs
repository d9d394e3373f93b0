namespace Turnstone.Sql.Statements;

using System.Collections.Immutable;
using Turnstone.Sql.Clauses;
using Turnstone.Sql.Queries;
using Turnstone.Sql.Syntax;
using Turnstone.Sql.TableActions;

/// <summary><c>ALTER TABLE t action, …</c>, and the same of an index, a sequence, a view, a materialized view and a foreign table.</summary>
public sealed record AlterTable(StatementSlice Slice, TextSpan Span, ObjectKind Kind, bool IfExists, RelationName Table, ImmutableArray<TableAction> Actions) : Statement(Slice, Span)
{
    internal sealed class Parser() : StatementParser("ALTER TABLE", "ALTER INDEX", "ALTER SEQUENCE", "ALTER VIEW", "ALTER MATERIALIZED", "ALTER FOREIGN")
    {
        public override Statement? Read(SyntaxReader reader)
        {
            var start = reader.Start;
            if (ReadTarget(reader) is not var (kind, ifExists, table))
            {
                return null;
            }

            if (reader.Error is null && IsOther(reader, kind))
            {
                return null;
            }

            var actions = reader.List(TableAction.Parser.Read);
            return new AlterTable(reader.Slice, reader.SpanFrom(start), kind, ifExists, table, actions);
        }

        // What is a statement of its own.
        static bool IsOther(SyntaxReader reader, ObjectKind kind) => reader.Word switch
        {
            "RENAME" => true,
            "ATTACH" => kind is ObjectKind.Table or ObjectKind.Index,
            "DETACH" => kind == ObjectKind.Table,
            "DEPENDS" => kind is ObjectKind.Index or ObjectKind.MaterializedView,
            "NO" when reader.IsAhead(1, "DEPENDS") => kind is ObjectKind.Index or ObjectKind.MaterializedView,
            "SET" when reader.IsAhead(1, "SCHEMA") => kind != ObjectKind.Index,
            _ => false,
        };

        /// <summary>Passes <c>ALTER TABLE [IF EXISTS] t</c>; none where it is no relation, or all of a tablespace.</summary>
        public static (ObjectKind Kind, bool IfExists, RelationName Table)? ReadTarget(SyntaxReader reader)
        {
            reader.Expect("ALTER");
            if (ObjectKindRule.Take(reader) is not { Kind: var kind } || kind == ObjectKind.ForeignDataWrapper || reader.Is("ALL"))
            {
                return null;
            }

            var ifExists = reader.Take("IF", "EXISTS");
            if (kind is ObjectKind.Table or ObjectKind.ForeignTable)
            {
                return (kind, ifExists, RelationName.Parser.Read(reader));
            }

            var name = reader.QualifiedName();
            return (kind, ifExists, new(name.Span, name, false));
        }
    }
}
