namespace Turnstone.Sql.Statements;

using System.Collections.Immutable;
using Turnstone.Sql.Clauses;
using Turnstone.Sql.Syntax;

/// <summary><c>CREATE {ROLE | USER | GROUP} name [WITH] …</c></summary>
/// <param name="Kind"><c>ROLE</c>, <c>USER</c> or <c>GROUP</c>.</param>
public sealed record CreateRole(StatementSlice Slice, TextSpan Span, string Kind, Identifier Name, ImmutableArray<RoleOption> Options) : Statement(Slice, Span)
{
    internal sealed class Parser() : StatementParser("CREATE ROLE", "CREATE USER", "CREATE GROUP")
    {
        public override Statement? Read(SyntaxReader reader)
        {
            var start = reader.Start;
            if (UserMapping.Parser.IsMapping(reader))
            {
                return null;
            }

            reader.Expect("CREATE");
            var kind = reader.ExpectOneOf("ROLE", "USER", "GROUP");
            var name = RoleReference.Parser.ReadNew(reader);
            var options = RoleOption.Parser.ReadAll(reader, isNew: true);
            return new CreateRole(reader.Slice, reader.SpanFrom(start), kind, name, options);
        }
    }
}
