namespace Turnstone.Sql.Statements;

using System.Collections.Immutable;
using Turnstone.Sql.Clauses;
using Turnstone.Sql.Queries;
using Turnstone.Sql.Syntax;

/// <summary><c>ALTER PUBLICATION name {ADD | SET | DROP} …</c></summary>
/// <param name="Action"><c>ADD</c>, <c>SET</c> or <c>DROP</c>.</param>
/// <param name="Objects">None where options are set.</param>
public sealed record AlterPublication(StatementSlice Slice, TextSpan Span, Identifier Name, string Action, ImmutableArray<PublicationObject> Objects, ImmutableArray<Definition> Options)
    : Statement(Slice, Span)
{
    internal sealed class Parser() : StatementParser("ALTER PUBLICATION")
    {
        public override Statement? Read(SyntaxReader reader)
        {
            var start = reader.Start;
            reader.Expect("ALTER", "PUBLICATION");
            var name = reader.ColId();
            if (reader.Word is "RENAME" or "OWNER")
            {
                return null;
            }

            var action = reader.ExpectOneOf("ADD", "SET", "DROP");
            var hasOptions = action == "SET" && reader.Is(TokenKind.OpenParenthesis);
            var options = hasOptions ? Definition.Parser.ReadAll(reader) : [];
            var objects = hasOptions ? [] : PublicationObject.Parser.ReadAll(reader);
            return new AlterPublication(reader.Slice, reader.SpanFrom(start), name, action, objects, options);
        }
    }
}
