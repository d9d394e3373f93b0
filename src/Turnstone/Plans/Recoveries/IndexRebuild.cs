namespace Turnstone.Plans.Recoveries;

using System.Text.Json.Serialization;
using Turnstone.Sql.Statements;
using Turnstone.Text;

/// <summary>Indexes that are built anew beside themselves: cut off, the new or the old one of a pair is left invalid, with an ending to its name.</summary>
/// <remarks>Which of the two, it does not matter: the index itself is whole. https://www.postgresql.org/docs/current/sql-reindex.html</remarks>
/// <param name="Name">None where it is the database that one is connected to.</param>
public sealed record IndexRebuild(
    [property: JsonConverter(typeof(SnakeCaseEnum<ReindexTarget>))] ReindexTarget Target, string? Schema, string? Name) : Recovery
{
    internal override Sql HalfMade(string? evidence) => InvalidIndexes.Question($"""
        class.relname ~ '_cc(new|old)[0-9]*$' AND index.indrelid IN (
            WITH affected AS ({Tables}) SELECT oid FROM affected
            UNION SELECT reltoastrelid FROM pg_catalog.pg_class WHERE oid IN (SELECT oid FROM affected))
            {(Target == ReindexTarget.Index ? (Sql)$"AND {IsOfTheIndex}" : $"")}
        """, InvalidIndexes.Builder);

    Sql Tables => Target switch
    {
        ReindexTarget.Index => $"SELECT indrelid AS oid FROM pg_catalog.pg_index WHERE indexrelid IN ({WithPartitions})",
        ReindexTarget.Table => WithPartitions,
        ReindexTarget.Schema => $"""
            SELECT oid FROM pg_catalog.pg_class
            WHERE relnamespace = (SELECT oid FROM pg_catalog.pg_namespace WHERE nspname = {Literal.Of(Name)})
            """,
        _ => $"SELECT oid FROM pg_catalog.pg_class",
    };

    Sql WithPartitions => $"SELECT {Named}::oid AS oid UNION SELECT relid FROM pg_catalog.pg_partition_tree({Named})";

    Sql Named => Relation.Named(Schema, Name ?? "");

    // A name that would become too long is cut before the ending, by whole characters.
    Sql IsOfTheIndex => $"""
        EXISTS (
            SELECT FROM pg_catalog.pg_class whole, pg_catalog.regexp_replace(class.relname, '_cc(new|old)[0-9]*$', '') beginning
            WHERE whole.oid IN ({WithPartitions}) AND pg_catalog.starts_with(whole.relname, beginning)
                AND (whole.relname = beginning OR pg_catalog.octet_length(class.relname::text) >= 60))
        """;
}
