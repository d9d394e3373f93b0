namespace Turnstone.Sql.Clauses;

using System.Collections.Immutable;
using Turnstone.Sql.Syntax;

/// <summary>What makes a trigger run: <c>UPDATE OF a, b</c>.</summary>
/// <param name="Name"><c>INSERT</c>, <c>UPDATE</c>, <c>DELETE</c>, <c>TRUNCATE</c></param>
/// <param name="Columns">Of UPDATE OF.</param>
public sealed record TriggerEvent(TextSpan Span, string Name, ImmutableArray<Identifier> Columns) : SyntaxNode(Span)
{
    public override IEnumerable<Identifier> NamedColumns => Columns;

    internal static class Parser
    {
        /// <summary>All of them, with OR between them.</summary>
        public static ImmutableArray<TriggerEvent> ReadAll(SyntaxReader reader)
        {
            var events = ImmutableArray.CreateBuilder<TriggerEvent>();
            do
            {
                var one = Read(reader);
                if (events.Any(other => other.Name == one.Name))
                {
                    reader.Fail("duplicate trigger events specified");
                }

                events.Add(one);
            }
            while (reader.Take("OR"));

            return events.DrainToImmutable();
        }

        static TriggerEvent Read(SyntaxReader reader)
        {
            var start = reader.Start;
            var name = reader.ExpectOneOf("INSERT", "UPDATE", "DELETE", "TRUNCATE");
            var columns = name == "UPDATE" && reader.Take("OF") ? reader.List(static one => one.ColId()) : [];
            return new(reader.SpanFrom(start), name, columns);
        }
    }
}
