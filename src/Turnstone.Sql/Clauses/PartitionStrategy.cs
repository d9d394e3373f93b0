namespace Turnstone.Sql.Clauses;

using System.Collections.Immutable;
using Turnstone.Sql.Syntax;

/// <summary><c>PARTITION BY range (keys)</c></summary>
/// <param name="Name">As it is written: <c>range</c>, <c>list</c>, <c>hash</c>.</param>
public sealed record PartitionStrategy(TextSpan Span, Identifier Name, ImmutableArray<PartitionKey> Keys) : SyntaxNode(Span)
{
    internal static class Parser
    {
        public static PartitionStrategy? TryRead(SyntaxReader reader)
        {
            var start = reader.Start;
            if (!reader.Take("PARTITION"))
            {
                return null;
            }

            reader.Expect("BY");
            var name = reader.ColId();
            var keys = reader.Parenthesised(PartitionKey.Parser.Read);
            if (reader.Version >= PgVersion.V16 && name.Name.ToUpperInvariant() is not ("LIST" or "RANGE" or "HASH"))
            {
                reader.Fail($"unrecognized partitioning strategy {name}");
            }

            return new(reader.SpanFrom(start), name, keys);
        }
    }
}
