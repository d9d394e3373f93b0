namespace Turnstone.Sql.Clauses;

using System.Collections.Immutable;
using Turnstone.Sql.Expressions;
using Turnstone.Sql.Queries;
using Turnstone.Sql.Syntax;

/// <summary>A table that is published, or a schema all of whose tables are.</summary>
/// <param name="Table">None where it is a schema.</param>
/// <param name="Columns">Those that are published; none where it is all of them.</param>
/// <param name="Where">Which rows are published.</param>
/// <param name="Schema">None where it is a table, or CURRENT_SCHEMA.</param>
public sealed record PublicationObject(TextSpan Span, RelationName? Table, ImmutableArray<Identifier> Columns, Expression? Where, Identifier? Schema) : SyntaxNode(Span)
{
    public override IEnumerable<Identifier> NamedColumns => Columns;

    internal static class Parser
    {
        /// <summary><c>pub_obj_list</c> of <c>gram.y</c>; before 15 there were only tables.</summary>
        public static ImmutableArray<PublicationObject> ReadAll(SyntaxReader reader)
        {
            var objects = ImmutableArray.CreateBuilder<PublicationObject>();
            bool? areSchemas = null;
            do
            {
                areSchemas = TakeKind(reader, areSchemas);
                objects.Add(areSchemas == true ? ReadSchema(reader) : ReadTable(reader));
            }
            while (reader.Take(TokenKind.Comma));

            return objects.DrainToImmutable();
        }

        // What has no kind of its own is of the last one's.
        static bool? TakeKind(SyntaxReader reader, bool? last)
        {
            if (last is not null && reader.Version < PgVersion.V15)
            {
                return false;
            }

            if (reader.Take("TABLE"))
            {
                return false;
            }

            if (reader.Is("TABLES", "IN"))
            {
                reader.Since(PgVersion.V15, "A publication of a schema's tables");
                reader.Expect("TABLES", "IN", "SCHEMA");
                return true;
            }

            if (last is null)
            {
                reader.Fail(reader.Version >= PgVersion.V15 && reader.IsColId() ? "invalid publication object list" : null,
                    "One of TABLE or TABLES IN SCHEMA must be specified before a standalone table or schema name.");
            }

            return last;
        }

        static PublicationObject ReadTable(SyntaxReader reader)
        {
            var start = reader.Start;
            var table = RelationName.Parser.Read(reader);
            if (reader.Version < PgVersion.V15)
            {
                return new(reader.SpanFrom(start), table, [], null, null);
            }

            var columns = reader.OptionalColumnList();
            var where = reader.Take("WHERE") ? Expression.Parser.ReadEnclosed(reader) : null;
            return new(reader.SpanFrom(start), table, columns, where, null);
        }

        static PublicationObject ReadSchema(SyntaxReader reader)
        {
            var start = reader.Start;
            Identifier? schema = reader.Take("CURRENT_SCHEMA") ? null : reader.ColId();
            return new(reader.SpanFrom(start), null, [], null, schema);
        }
    }
}
