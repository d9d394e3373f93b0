namespace Turnstone.Sql.Statements;

using Turnstone.Sql.Syntax;

/// <summary><c>CREATE [DEFAULT] CONVERSION name FOR 'source' TO 'target' FROM function</c></summary>
public sealed record CreateConversion(StatementSlice Slice, TextSpan Span, bool IsDefault, ObjectName Name, string Source, string Target, ObjectName Function) : Statement(Slice, Span)
{
    internal sealed class Parser() : StatementParser("CREATE CONVERSION", "CREATE DEFAULT")
    {
        public override Statement? Read(SyntaxReader reader)
        {
            var start = reader.Start;
            reader.Expect("CREATE");
            var isDefault = reader.Take("DEFAULT");
            reader.Expect("CONVERSION");
            var name = reader.AnyName();
            reader.Expect("FOR");
            var source = reader.StringValue().Name;
            reader.Expect("TO");
            var target = reader.StringValue().Name;
            reader.Expect("FROM");
            var function = reader.AnyName();
            return new CreateConversion(reader.Slice, reader.SpanFrom(start), isDefault, name, source, target, function);
        }
    }
}
