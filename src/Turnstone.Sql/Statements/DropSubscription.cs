namespace Turnstone.Sql.Statements;

using Turnstone.Sql.Clauses;
using Turnstone.Sql.Syntax;

/// <summary><c>DROP SUBSCRIPTION [IF EXISTS] name [CASCADE | RESTRICT]</c></summary>
public sealed record DropSubscription(StatementSlice Slice, TextSpan Span, bool IfExists, Identifier Name, bool Cascade) : Statement(Slice, Span)
{
    internal sealed class Parser() : StatementParser("DROP SUBSCRIPTION")
    {
        public override Statement? Read(SyntaxReader reader)
        {
            var start = reader.Start;
            reader.Expect("DROP", "SUBSCRIPTION");
            var ifExists = reader.Take("IF", "EXISTS");
            var name = reader.ColId();
            var cascade = DropBehavior.ReadCascade(reader);
            return new DropSubscription(reader.Slice, reader.SpanFrom(start), ifExists, name, cascade);
        }
    }
}
