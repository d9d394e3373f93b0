namespace Turnstone.Sql.Statements;

using Turnstone.Sql.Syntax;

/// <summary><c>CREATE ASSERTION name CHECK (…)</c>: PostgreSQL refuses it.</summary>
public sealed record CreateAssertion(StatementSlice Slice, TextSpan Span, ObjectName Name) : Statement(Slice, Span)
{
    internal sealed class Parser() : StatementParser("CREATE ASSERTION")
    {
        public override Statement? Read(SyntaxReader reader)
        {
            var start = reader.Start;
            reader.Expect("CREATE", "ASSERTION");
            var name = reader.AnyName();
            reader.Expect("CHECK");
            reader.Fail("CREATE ASSERTION is not yet implemented");
            return new CreateAssertion(reader.Slice, reader.SpanFrom(start), name);
        }
    }
}
