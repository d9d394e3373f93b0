namespace Turnstone.Sql.Statements;

using System.Collections.Immutable;
using Turnstone.Sql.Expressions;
using Turnstone.Sql.Queries;
using Turnstone.Sql.Syntax;

/// <summary><c>MERGE INTO t USING s ON … WHEN …</c></summary>
public sealed record Merge(StatementSlice Slice, TextSpan Span, WithClause? With, RelationName Table, Identifier? Alias, TableReference Source, Expression On,
    ImmutableArray<MergeBranch> Branches, Returning? Returning) : Statement(Slice, Span)
{
    public override IEnumerable<ObjectName> NamedRelations => [Table.Name];

    internal sealed class Parser() : StatementParser("MERGE")
    {
        public override Statement? Read(SyntaxReader reader) => Read(reader, reader.Start, null);

        /// <summary>Behind WITH, if there is one.</summary>
        public static Merge Read(SyntaxReader reader, int start, WithClause? with)
        {
            reader.Expect("MERGE", "INTO");
            var table = RelationName.Parser.Read(reader);
            var alias = Queries.Alias.Parser.TryReadName(reader);
            reader.Expect("USING");
            var source = TableReference.Parser.Read(reader);
            reader.Expect("ON");
            var on = Expression.Parser.Read(reader);
            var branches = ImmutableArray.CreateBuilder<MergeBranch>();
            do
            {
                branches.Add(MergeBranch.Parser.Read(reader));
            }
            while (reader.Is("WHEN"));

            if (reader.Is("RETURNING"))
            {
                reader.Since(PgVersion.V17, "MERGE … RETURNING");
            }

            var returning = Returning.Parser.TryRead(reader);
            return new(reader.Slice, reader.SpanFrom(start), with, table, alias, source, on, branches.DrainToImmutable(), returning);
        }
    }
}
