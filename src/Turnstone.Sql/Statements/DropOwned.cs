namespace Turnstone.Sql.Statements;

using System.Collections.Immutable;
using Turnstone.Sql.Clauses;
using Turnstone.Sql.Syntax;

/// <summary><c>DROP OWNED BY role, … [CASCADE | RESTRICT]</c></summary>
public sealed record DropOwned(StatementSlice Slice, TextSpan Span, ImmutableArray<RoleReference> Roles, bool Cascade) : Statement(Slice, Span)
{
    internal sealed class Parser() : StatementParser("DROP OWNED")
    {
        public override Statement? Read(SyntaxReader reader)
        {
            var start = reader.Start;
            reader.Expect("DROP", "OWNED", "BY");
            var roles = reader.List(RoleReference.Parser.Read);
            var cascade = DropBehavior.ReadCascade(reader);
            return new DropOwned(reader.Slice, reader.SpanFrom(start), roles, cascade);
        }
    }
}
