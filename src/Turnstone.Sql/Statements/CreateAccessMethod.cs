namespace Turnstone.Sql.Statements;

using Turnstone.Sql.Syntax;

/// <summary><c>CREATE ACCESS METHOD name TYPE INDEX | TABLE HANDLER function</c></summary>
/// <param name="Kind"><c>INDEX</c> or <c>TABLE</c></param>
public sealed record CreateAccessMethod(StatementSlice Slice, TextSpan Span, Identifier Name, string Kind, ObjectName Handler) : Statement(Slice, Span)
{
    internal sealed class Parser() : StatementParser("CREATE ACCESS")
    {
        public override Statement? Read(SyntaxReader reader)
        {
            var start = reader.Start;
            reader.Expect("CREATE", "ACCESS", "METHOD");
            var name = reader.ColId();
            reader.Expect("TYPE");
            var kind = reader.ExpectOneOf("INDEX", "TABLE");
            reader.Expect("HANDLER");
            var handler = reader.AnyName();
            return new CreateAccessMethod(reader.Slice, reader.SpanFrom(start), name, kind, handler);
        }
    }
}
