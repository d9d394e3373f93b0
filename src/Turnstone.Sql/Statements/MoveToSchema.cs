namespace Turnstone.Sql.Statements;

using Turnstone.Sql.Clauses;
using Turnstone.Sql.Syntax;

/// <summary><c>ALTER … SET SCHEMA schema</c></summary>
public sealed record MoveToSchema(StatementSlice Slice, TextSpan Span, ObjectReference Object, bool IfExists, bool IsOnly, Identifier Schema) : Statement(Slice, Span)
{
    internal sealed class Parser() : StatementParser(ObjectKindRule.Beginnings("ALTER", ObjectUse.Schema))
    {
        public override Statement? Read(SyntaxReader reader)
        {
            var start = reader.Start;
            if (AlteredObject.TryRead(reader, ObjectUse.Schema) is not var (moved, ifExists, isOnly))
            {
                return null;
            }

            reader.Expect("SET", "SCHEMA");
            var schema = reader.ColId();
            return new MoveToSchema(reader.Slice, reader.SpanFrom(start), moved, ifExists, isOnly, schema);
        }
    }
}
