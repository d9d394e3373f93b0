namespace Turnstone.Sql.Queries;

using Turnstone.Sql.Syntax;

/// <summary>A table that a query makes.</summary>
/// <param name="Persistence"><c>TEMPORARY</c> or <c>UNLOGGED</c>; none of an ordinary one.</param>
public sealed record NewTable(TextSpan Span, ObjectName Name, string? Persistence) : SyntaxNode(Span)
{
    public override IEnumerable<ObjectName> NamedRelations => [Name];

    internal static class Parser
    {
        /// <summary>What stands behind INTO.</summary>
        public static NewTable ReadInto(SyntaxReader reader)
        {
            var start = reader.Start;
            var persistence = ReadPersistence(reader);
            _ = reader.Take("TABLE");
            var name = reader.QualifiedName();
            return new(reader.SpanFrom(start), name, persistence);
        }

        /// <summary>TEMPORARY or UNLOGGED, if it stands here.</summary>
        public static string? ReadPersistence(SyntaxReader reader)
        {
            _ = reader.Ahead(1).Word is "TEMP" or "TEMPORARY" && reader.TakeOneOf("GLOBAL", "LOCAL") is not null;
            return reader.TakeOneOf("TEMPORARY", "TEMP") is not null ? "TEMPORARY" : reader.Take("UNLOGGED") ? "UNLOGGED" : null;
        }
    }
}
