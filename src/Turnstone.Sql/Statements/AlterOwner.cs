namespace Turnstone.Sql.Statements;

using Turnstone.Sql.Clauses;
using Turnstone.Sql.Syntax;

/// <summary><c>ALTER … OWNER TO role</c>; a relation's is an action of ALTER TABLE.</summary>
public sealed record AlterOwner(StatementSlice Slice, TextSpan Span, ObjectReference Object, RoleReference Owner) : Statement(Slice, Span)
{
    internal sealed class Parser() : StatementParser(ObjectKindRule.Beginnings("ALTER", ObjectUse.Owner))
    {
        public override Statement? Read(SyntaxReader reader)
        {
            var start = reader.Start;
            if (AlteredObject.TryRead(reader, ObjectUse.Owner) is not var (owned, _, _))
            {
                return null;
            }

            reader.Expect("OWNER", "TO");
            var owner = RoleReference.Parser.Read(reader);
            return new AlterOwner(reader.Slice, reader.SpanFrom(start), owned, owner);
        }
    }
}
