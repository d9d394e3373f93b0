namespace Turnstone.Sql.TableActions;

using Turnstone.Sql.Clauses;
using Turnstone.Sql.Syntax;

/// <summary><c>OWNER TO role</c></summary>
public sealed record ChangeOwner(TextSpan Span, RoleReference Owner) : TableAction(Span)
{
    internal static new class Parser
    {
        public static TableAction Read(SyntaxReader reader)
        {
            reader.Expect("OWNER", "TO");
            return new ChangeOwner(default, RoleReference.Parser.Read(reader));
        }
    }
}
