namespace Turnstone.Sql.Statements;

using System.Collections.Immutable;
using Turnstone.Sql.Clauses;
using Turnstone.Sql.Syntax;

/// <summary><c>ALTER OPERATOR FAMILY name USING method ADD | DROP …</c></summary>
public sealed record AlterOperatorFamily(StatementSlice Slice, TextSpan Span, ObjectName Name, Identifier Method, bool IsDrop, ImmutableArray<OperatorClassItem> Items) : Statement(Slice, Span)
{
    internal sealed class Parser() : StatementParser("ALTER OPERATOR")
    {
        public override Statement? Read(SyntaxReader reader)
        {
            var start = reader.Start;
            reader.Expect("ALTER", "OPERATOR");
            if (reader.Ahead(1).Kind == TokenKind.Dot || !reader.Take("FAMILY"))
            {
                return null;
            }

            var name = reader.AnyName();
            reader.Expect("USING");
            var method = reader.ColId();
            if (reader.Word is "RENAME" or "OWNER" or "SET")
            {
                return null;
            }

            var isDrop = reader.ExpectOneOf("ADD", "DROP") == "DROP";
            var items = reader.List<OperatorClassItem>(isDrop ? OperatorClassItem.Parser.ReadDropped : OperatorClassItem.Parser.Read);
            return new AlterOperatorFamily(reader.Slice, reader.SpanFrom(start), name, method, isDrop, items);
        }
    }
}
