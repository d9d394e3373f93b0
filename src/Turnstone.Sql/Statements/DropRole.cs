namespace Turnstone.Sql.Statements;

using System.Collections.Immutable;
using Turnstone.Sql.Clauses;
using Turnstone.Sql.Syntax;

/// <summary><c>DROP {ROLE | USER | GROUP} [IF EXISTS] name, …</c></summary>
public sealed record DropRole(StatementSlice Slice, TextSpan Span, bool IfExists, ImmutableArray<RoleReference> Roles) : Statement(Slice, Span)
{
    internal sealed class Parser() : StatementParser("DROP ROLE", "DROP USER", "DROP GROUP")
    {
        public override Statement? Read(SyntaxReader reader)
        {
            var start = reader.Start;
            if (UserMapping.Parser.IsMapping(reader))
            {
                return null;
            }

            reader.Expect("DROP");
            reader.ExpectOneOf("ROLE", "USER", "GROUP");
            var ifExists = reader.Take("IF", "EXISTS");
            var roles = reader.List(RoleReference.Parser.Read);
            return new DropRole(reader.Slice, reader.SpanFrom(start), ifExists, roles);
        }
    }
}
