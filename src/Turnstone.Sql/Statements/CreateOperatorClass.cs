namespace Turnstone.Sql.Statements;

using System.Collections.Immutable;
using Turnstone.Sql.Clauses;
using Turnstone.Sql.Expressions;
using Turnstone.Sql.Syntax;

/// <summary><c>CREATE OPERATOR CLASS name FOR TYPE type USING method AS …</c></summary>
public sealed record CreateOperatorClass(StatementSlice Slice, TextSpan Span, ObjectName Name, bool IsDefault, TypeName Type, Identifier Method, ObjectName? Family,
    ImmutableArray<OperatorClassItem> Items) : Statement(Slice, Span)
{
    internal sealed class Parser() : StatementParser("CREATE OPERATOR")
    {
        public override Statement? Read(SyntaxReader reader)
        {
            var start = reader.Start;
            reader.Expect("CREATE", "OPERATOR");
            if (reader.Ahead(1).Kind == TokenKind.Dot || !reader.Take("CLASS"))
            {
                return null;
            }

            var name = reader.AnyName();
            var isDefault = reader.Take("DEFAULT");
            reader.Expect("FOR", "TYPE");
            var type = TypeName.Parser.Read(reader);
            reader.Expect("USING");
            var method = reader.ColId();
            ObjectName? family = reader.Take("FAMILY") ? reader.AnyName() : null;
            reader.Expect("AS");
            var items = reader.List(OperatorClassItem.Parser.Read);
            return new CreateOperatorClass(reader.Slice, reader.SpanFrom(start), name, isDefault, type, method, family, items);
        }
    }
}
