namespace Turnstone.Sql.Statements;

using Turnstone.Sql.Syntax;

/// <summary><c>REFRESH MATERIALIZED VIEW [CONCURRENTLY] v [WITH [NO] DATA]</c></summary>
public sealed record RefreshMaterializedView(StatementSlice Slice, TextSpan Span, bool Concurrently, ObjectName Name, bool WithData) : Statement(Slice, Span)
{
    public override IEnumerable<ObjectName> NamedRelations => [Name];

    internal sealed class Parser() : StatementParser("REFRESH")
    {
        public override Statement? Read(SyntaxReader reader)
        {
            var start = reader.Start;
            reader.Expect("REFRESH", "MATERIALIZED", "VIEW");
            var concurrently = reader.Take("CONCURRENTLY");
            var name = reader.QualifiedName();
            var withData = CreateTableAs.Parser.ReadWithData(reader);
            return new RefreshMaterializedView(reader.Slice, reader.SpanFrom(start), concurrently, name, withData);
        }
    }
}
