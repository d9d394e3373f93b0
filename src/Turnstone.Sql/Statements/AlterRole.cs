namespace Turnstone.Sql.Statements;

using System.Collections.Immutable;
using Turnstone.Sql.Clauses;
using Turnstone.Sql.Syntax;

/// <summary><c>ALTER {ROLE | USER} name [WITH] …</c></summary>
public sealed record AlterRole(StatementSlice Slice, TextSpan Span, RoleReference Role, ImmutableArray<RoleOption> Options) : Statement(Slice, Span)
{
    internal sealed class Parser() : StatementParser("ALTER ROLE", "ALTER USER")
    {
        public override Statement? Read(SyntaxReader reader)
        {
            var start = reader.Start;
            if (UserMapping.Parser.IsMapping(reader))
            {
                return null;
            }

            reader.Expect("ALTER");
            reader.ExpectOneOf("ROLE", "USER");
            if (reader.Is("ALL"))
            {
                return null;
            }

            var role = RoleReference.Parser.Read(reader);
            if (reader.Word is "RENAME" or "IN" or "SET" or "RESET")
            {
                return null;
            }

            var options = RoleOption.Parser.ReadAll(reader, isNew: false);
            return new AlterRole(reader.Slice, reader.SpanFrom(start), role, options);
        }
    }
}
