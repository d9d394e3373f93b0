namespace Turnstone.Sql.Statements;

using System.Collections.Immutable;
using Turnstone.Sql.Clauses;
using Turnstone.Sql.Queries;
using Turnstone.Sql.Syntax;

/// <summary><c>CREATE STATISTICS s (kinds) ON columns FROM table</c></summary>
/// <param name="Name">None where PostgreSQL thinks of one.</param>
public sealed record CreateStatistics(StatementSlice Slice, TextSpan Span, bool IfNotExists, ObjectName? Name, ImmutableArray<Identifier> Kinds, ImmutableArray<StatisticsKey> Keys,
    ImmutableArray<TableReference> From) : Statement(Slice, Span)
{
    internal sealed class Parser() : StatementParser("CREATE STATISTICS")
    {
        public override Statement? Read(SyntaxReader reader)
        {
            var start = reader.Start;
            reader.Expect("CREATE", "STATISTICS");
            var ifNotExists = reader.Take("IF", "NOT", "EXISTS");
            var hasNoName = !ifNotExists && (reader.Is("ON") || reader.Is(TokenKind.OpenParenthesis));
            if (hasNoName)
            {
                reader.Since(PgVersion.V16, "CREATE STATISTICS without a name");
            }

            ObjectName? name = hasNoName ? null : reader.AnyName();
            var kinds = reader.OptionalColumnList();
            reader.Expect("ON");
            var keys = reader.List(StatisticsKey.Parser.Read);
            reader.Expect("FROM");
            var from = reader.List(TableReference.Parser.Read);
            return new CreateStatistics(reader.Slice, reader.SpanFrom(start), ifNotExists, name, kinds, keys, from);
        }
    }
}
