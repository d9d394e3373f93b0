namespace Turnstone.Sql.Statements;

using System.Collections.Immutable;
using Turnstone.Sql.Clauses;
using Turnstone.Sql.Expressions;
using Turnstone.Sql.Queries;
using Turnstone.Sql.Syntax;

/// <summary><c>ALTER EXTENSION name UPDATE [TO version] | ADD member | DROP member</c></summary>
/// <param name="Action"><c>UPDATE</c>, <c>ADD</c>, <c>DROP</c></param>
/// <param name="Version">None where it is the default one.</param>
/// <param name="Member">What is added or dropped.</param>
public sealed record AlterExtension(StatementSlice Slice, TextSpan Span, Identifier Name, string Action, string? Version, ExtensionMember? Member) : Statement(Slice, Span)
{
    internal sealed class Parser() : StatementParser("ALTER EXTENSION")
    {
        public override Statement? Read(SyntaxReader reader)
        {
            var start = reader.Start;
            reader.Expect("ALTER", "EXTENSION");
            var name = reader.ColId();
            if (reader.Is("SET"))
            {
                return null;
            }

            var action = reader.ExpectOneOf("UPDATE", "ADD", "DROP");
            string? version = null;
            while (action == "UPDATE" && reader.Take("TO"))
            {
                version = reader.NonReservedOrString().Name;
            }

            var member = action == "UPDATE" ? null : ExtensionMember.Parser.Read(reader);
            return new AlterExtension(reader.Slice, reader.SpanFrom(start), name, action, version, member);
        }
    }
}
