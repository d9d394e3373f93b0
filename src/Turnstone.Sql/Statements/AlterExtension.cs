namespace Turnstone.Sql.Statements;

using Turnstone.Sql.Clauses;
using Turnstone.Sql.Expressions;
using Turnstone.Sql.Syntax;

/// <summary><c>ALTER EXTENSION name UPDATE [TO version] | ADD member | DROP member</c></summary>
/// <param name="Action"><c>UPDATE</c>, <c>ADD</c>, <c>DROP</c></param>
/// <param name="Version">None where it is the default one.</param>
/// <param name="Member">What is added or dropped.</param>
public sealed record AlterExtension(StatementSlice Slice, TextSpan Span, Identifier Name, string Action, string? Version, ObjectReference? Member) : Statement(Slice, Span)
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

            var member = action == "UPDATE" ? null : ReadMember(reader);
            return new AlterExtension(reader.Slice, reader.SpanFrom(start), name, action, version, member);
        }

        // OPERATOR class.= (…) is an operator.
        static ObjectReference? ReadMember(SyntaxReader reader)
        {
            if (reader.Is("OPERATOR") && reader.Ahead(2).Kind == TokenKind.Dot)
            {
                reader.Next();
                return ObjectReference.Parser.ReadOperator(reader, reader.Start, Expression.Parser.ReadAnyOperator(reader));
            }

            if (ObjectKindRule.Take(reader) is { Words: not ("GROUP" or "USER") } rule && rule.Shape is not (NameShape.Column or NameShape.Constraint or NameShape.OnTable or NameShape.LargeObject))
            {
                return ObjectReference.Parser.Read(reader, rule);
            }

            reader.Fail();
            return null;
        }
    }
}
