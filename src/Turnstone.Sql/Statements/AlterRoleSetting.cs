namespace Turnstone.Sql.Statements;

using Turnstone.Sql.Clauses;
using Turnstone.Sql.Syntax;

/// <summary><c>ALTER {ROLE | USER} {name | ALL} [IN DATABASE name] {SET … | RESET …}</c></summary>
/// <param name="Role">None where it is all of them.</param>
/// <param name="Database">None where it is all of them.</param>
public sealed record AlterRoleSetting(StatementSlice Slice, TextSpan Span, RoleReference? Role, Identifier? Database, SettingChange Change) : Statement(Slice, Span)
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
            var role = reader.Take("ALL") ? null : RoleReference.Parser.Read(reader);
            if (role is not null && reader.Word is not ("IN" or "SET" or "RESET"))
            {
                return null;
            }

            Identifier? database = null;
            if (reader.Take("IN"))
            {
                reader.Expect("DATABASE");
                database = reader.ColId();
            }

            var change = SettingChange.Parser.ReadSetOrReset(reader);
            return new AlterRoleSetting(reader.Slice, reader.SpanFrom(start), role, database, change);
        }
    }
}
