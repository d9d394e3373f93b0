namespace Turnstone.Sql.Statements;

using System.Collections.Immutable;
using Turnstone.Sql.Clauses;
using Turnstone.Sql.Syntax;

/// <summary><c>REASSIGN OWNED BY role, … TO role</c></summary>
public sealed record ReassignOwned(StatementSlice Slice, TextSpan Span, ImmutableArray<RoleReference> Roles, RoleReference NewOwner) : Statement(Slice, Span)
{
    internal sealed class Parser() : StatementParser("REASSIGN")
    {
        public override Statement? Read(SyntaxReader reader)
        {
            var start = reader.Start;
            reader.Expect("REASSIGN", "OWNED", "BY");
            var roles = reader.List(RoleReference.Parser.Read);
            reader.Expect("TO");
            var owner = RoleReference.Parser.Read(reader);
            return new ReassignOwned(reader.Slice, reader.SpanFrom(start), roles, owner);
        }
    }
}
