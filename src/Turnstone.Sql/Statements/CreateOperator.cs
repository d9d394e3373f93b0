namespace Turnstone.Sql.Statements;

using System.Collections.Immutable;
using Turnstone.Sql.Expressions;
using Turnstone.Sql.Queries;
using Turnstone.Sql.Syntax;

/// <summary><c>CREATE OPERATOR = (…)</c></summary>
public sealed record CreateOperator(StatementSlice Slice, TextSpan Span, OperatorName Name, ImmutableArray<Definition> Options) : Statement(Slice, Span)
{
    internal sealed class Parser() : StatementParser("CREATE OPERATOR")
    {
        public override Statement? Read(SyntaxReader reader)
        {
            var start = reader.Start;
            reader.Expect("CREATE", "OPERATOR");
            if (reader.Word is "CLASS" or "FAMILY" && reader.Ahead(1).Kind != TokenKind.Dot)
            {
                return null;
            }

            var name = Expression.Parser.ReadAnyOperator(reader);
            var options = Definition.Parser.ReadAll(reader);
            return new CreateOperator(reader.Slice, reader.SpanFrom(start), name, options);
        }
    }
}
