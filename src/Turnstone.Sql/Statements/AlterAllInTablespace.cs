namespace Turnstone.Sql.Statements;

using System.Collections.Immutable;
using Turnstone.Sql.Clauses;
using Turnstone.Sql.Syntax;

/// <summary><c>ALTER TABLE ALL IN TABLESPACE name [OWNED BY role, …] SET TABLESPACE other [NOWAIT]</c></summary>
/// <param name="Kind">Tables, indexes or materialized views.</param>
public sealed record AlterAllInTablespace(StatementSlice Slice, TextSpan Span, ObjectKind Kind, Identifier From, ImmutableArray<RoleReference> Owners, Identifier To, bool NoWait) : Statement(Slice, Span)
{
    internal sealed class Parser() : StatementParser("ALTER TABLE", "ALTER INDEX", "ALTER MATERIALIZED")
    {
        public override Statement? Read(SyntaxReader reader)
        {
            var start = reader.Start;
            reader.Expect("ALTER");
            if (ObjectKindRule.Take(reader) is not { Kind: var kind } || !reader.Take("ALL"))
            {
                return null;
            }

            reader.Expect("IN", "TABLESPACE");
            var from = reader.ColId();
            var owners = reader.Take("OWNED", "BY") ? reader.List(RoleReference.Parser.Read) : [];
            reader.Expect("SET", "TABLESPACE");
            var to = reader.ColId();
            var noWait = reader.Take("NOWAIT");
            return new AlterAllInTablespace(reader.Slice, reader.SpanFrom(start), kind, from, owners, to, noWait);
        }
    }
}
