namespace Turnstone.Sql.Statements;

using System.Collections.Immutable;
using Turnstone.Sql.Clauses;
using Turnstone.Sql.Syntax;

/// <summary><c>ALTER GROUP name {ADD | DROP} USER role, …</c></summary>
public sealed record AlterGroup(StatementSlice Slice, TextSpan Span, RoleReference Group, bool IsAdded, ImmutableArray<RoleReference> Members) : Statement(Slice, Span)
{
    internal sealed class Parser() : StatementParser("ALTER GROUP")
    {
        public override Statement? Read(SyntaxReader reader)
        {
            var start = reader.Start;
            reader.Expect("ALTER", "GROUP");
            var group = RoleReference.Parser.Read(reader);
            if (reader.Is("RENAME"))
            {
                return null;
            }

            var isAdded = reader.ExpectOneOf("ADD", "DROP") == "ADD";
            reader.Expect("USER");
            var members = reader.List(RoleReference.Parser.Read);
            return new AlterGroup(reader.Slice, reader.SpanFrom(start), group, isAdded, members);
        }
    }
}
