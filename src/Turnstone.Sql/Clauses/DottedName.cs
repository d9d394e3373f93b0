namespace Turnstone.Sql.Clauses;

using System.Collections.Immutable;
using Turnstone.Sql.Syntax;

/// <summary>A name of as many parts as there are dots, as that of a column is: <c>app.users.id</c>.</summary>
public sealed record DottedName(TextSpan Span, ImmutableArray<Identifier> Parts) : SyntaxNode(Span)
{
    /// <summary>The last part.</summary>
    public Identifier Name => Parts[^1];

    /// <summary>What the parts before the last one name; none where it is alone.</summary>
    public ObjectName? Owner => Parts.Length < 2 ? null : ObjectName.Of(Parts.AsSpan()[..^1]);

    internal static class Parser
    {
        /// <summary><c>any_name</c> of <c>gram.y</c>.</summary>
        public static DottedName Read(SyntaxReader reader)
        {
            var start = reader.Start;
            var parts = ImmutableArray.CreateBuilder<Identifier>();
            parts.Add(reader.ColId());
            while (reader.Take(TokenKind.Dot))
            {
                parts.Add(reader.ColLabel());
            }

            return new(reader.SpanFrom(start), parts.DrainToImmutable());
        }
    }
}
