namespace Turnstone.Sql.Statements;

using System.Collections.Immutable;
using Turnstone.Sql.Clauses;
using Turnstone.Sql.Syntax;

/// <summary><c>{CREATE | ALTER | DROP} USER MAPPING FOR role SERVER name …</c></summary>
/// <param name="Action"><c>CREATE</c>, <c>ALTER</c> or <c>DROP</c>.</param>
public sealed record UserMapping(StatementSlice Slice, TextSpan Span, string Action, RoleReference Role, Identifier Server, ImmutableArray<ForeignOption> Options) : Statement(Slice, Span)
{
    /// <summary>Of CREATE.</summary>
    public bool IfNotExists { get; init; }

    /// <summary>Of DROP.</summary>
    public bool IfExists { get; init; }

    internal sealed class Parser() : StatementParser("CREATE USER", "ALTER USER", "DROP USER")
    {
        public override Statement? Read(SyntaxReader reader)
        {
            var start = reader.Start;
            if (!IsMapping(reader))
            {
                return null;
            }

            var action = reader.ExpectOneOf("CREATE", "ALTER", "DROP");
            reader.Expect("USER", "MAPPING");
            var ifNotExists = action == "CREATE" && reader.Take("IF", "NOT", "EXISTS");
            var ifExists = action == "DROP" && reader.Take("IF", "EXISTS");
            reader.Expect("FOR");
            var role = RoleReference.Parser.ReadMapped(reader);
            reader.Expect("SERVER");
            var server = reader.ColId();
            var options = action == "CREATE" ? ForeignOption.Parser.ReadNew(reader) : action == "ALTER" ? ForeignOption.Parser.ReadChanges(reader) : [];
            return new UserMapping(reader.Slice, reader.SpanFrom(start), action, role, server, options) { IfNotExists = ifNotExists, IfExists = ifExists };
        }

        /// <summary>Whether it is about a mapping, and not about a user who is called that.</summary>
        public static bool IsMapping(SyntaxReader reader) => reader.IsAhead(1, "USER") && reader.IsAhead(2, "MAPPING") && reader.Ahead(3).Word is "FOR" or "IF";
    }
}
