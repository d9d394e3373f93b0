namespace Turnstone.Sql.Statements;

using System.Collections.Immutable;
using Turnstone.Sql.Clauses;
using Turnstone.Sql.Syntax;

/// <summary><c>ALTER TYPE type ADD | DROP | ALTER ATTRIBUTE …, …</c></summary>
public sealed record AlterCompositeType(StatementSlice Slice, TextSpan Span, ObjectName Type, ImmutableArray<AttributeAction> Actions) : Statement(Slice, Span)
{
    public override IEnumerable<ObjectName> NamedRelations => [Type];

    internal sealed class Parser() : StatementParser("ALTER TYPE")
    {
        public override Statement? Read(SyntaxReader reader)
        {
            var start = reader.Start;
            reader.Expect("ALTER", "TYPE");
            var type = reader.AnyName();
            if (reader.Word is "RENAME" or "OWNER" or "SET" || reader.Is("ADD", "VALUE"))
            {
                return null;
            }

            var actions = reader.List(AttributeAction.Parser.Read);
            reader.ExpectRelation(type);
            return new AlterCompositeType(reader.Slice, reader.SpanFrom(start), type, actions);
        }
    }
}
