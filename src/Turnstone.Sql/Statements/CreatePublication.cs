namespace Turnstone.Sql.Statements;

using System.Collections.Immutable;
using Turnstone.Sql.Clauses;
using Turnstone.Sql.Queries;
using Turnstone.Sql.Syntax;

/// <summary><c>CREATE PUBLICATION name [FOR ALL TABLES | FOR TABLE … | FOR TABLES IN SCHEMA …] [WITH (…)]</c></summary>
public sealed record CreatePublication(StatementSlice Slice, TextSpan Span, Identifier Name, bool ForAllTables, ImmutableArray<PublicationObject> Objects, ImmutableArray<Definition> Options)
    : Statement(Slice, Span)
{
    internal sealed class Parser() : StatementParser("CREATE PUBLICATION")
    {
        public override Statement? Read(SyntaxReader reader)
        {
            var start = reader.Start;
            reader.Expect("CREATE", "PUBLICATION");
            var name = reader.ColId();
            var isFor = reader.Take("FOR");
            var forAll = isFor && reader.Take("ALL", "TABLES");
            var objects = isFor && !forAll ? PublicationObject.Parser.ReadAll(reader) : [];
            var options = reader.Take("WITH") ? Definition.Parser.ReadAll(reader) : [];
            return new CreatePublication(reader.Slice, reader.SpanFrom(start), name, forAll, objects, options);
        }
    }
}
