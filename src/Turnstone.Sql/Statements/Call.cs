namespace Turnstone.Sql.Statements;

using Turnstone.Sql.Expressions;
using Turnstone.Sql.Syntax;

/// <summary><c>CALL procedure(…)</c></summary>
public sealed record Call(StatementSlice Slice, TextSpan Span, FunctionCall Function) : Statement(Slice, Span)
{
    /// <summary>What is called.</summary>
    public ObjectName Procedure => Function.Name;

    internal sealed class Parser() : StatementParser("CALL")
    {
        public override Statement? Read(SyntaxReader reader)
        {
            var start = reader.Start;
            reader.Expect("CALL");
            var function = Expression.Parser.ReadApplication(reader);
            return new Call(reader.Slice, reader.SpanFrom(start), function);
        }
    }
}
