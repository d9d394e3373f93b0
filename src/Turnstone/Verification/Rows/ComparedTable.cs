namespace Turnstone.Verification.Rows;

using System.Data.Common;
using System.Globalization;
using Turnstone.Catalog;
using Turnstone.Sql;

/// <summary>A table whose rows are compared: a partition's are those of the table that it is a part of.</summary>
/// <param name="IsRoot">Whether it has partitions, and no rows of its own.</param>
/// <param name="Columns">What is made of other columns is no data.</param>
/// <param name="Key">As <see cref="TableRows.Key"/>.</param>
/// <param name="IsEmpty">Whether its file has not a byte; others may be empty as well.</param>
/// <param name="Enumerations">As <see cref="TableRows.Enumerations"/>.</param>
sealed record ComparedTable(QualifiedName Name, bool IsRoot, string[] Columns, string[] Key, bool IsEmpty, IReadOnlyDictionary<int, uint> Enumerations)
{
    // A file without a byte has no row: of many tables most are not asked.
    // A key whose columns cannot be null, the primary one if there is one, else the narrowest. A deferrable one may be broken for a while, but no row is committed so.
    /// <summary>All of them, for <see cref="Read"/>.</summary>
    public static Text.Sql Query(CatalogScope scope) => $"""
        SELECT namespace.nspname::text, relation.relname::text, relation.relkind = 'p',
            ARRAY(SELECT part.attname::text FROM pg_catalog.pg_attribute part WHERE part.attrelid = relation.oid AND part.attnum > 0 AND NOT part.attisdropped AND part.attgenerated = '' ORDER BY part.attnum)::text,
            ARRAY(SELECT part.attname::text FROM pg_catalog.unnest((
                    SELECT kept.indkey::int2[] FROM pg_catalog.pg_index kept
                    WHERE kept.indrelid = relation.oid AND kept.indisunique AND kept.indisvalid AND kept.indpred IS NULL AND kept.indexprs IS NULL AND NOT EXISTS (
                        SELECT FROM pg_catalog.pg_attribute part WHERE part.attrelid = relation.oid AND part.attnum = ANY ((kept.indkey::int2[])[0:kept.indnkeyatts - 1]) AND NOT part.attnotnull)
                    ORDER BY kept.indisprimary DESC, kept.indnkeyatts, kept.indexrelid::pg_catalog.regclass::text COLLATE "C" LIMIT 1
                )) WITH ORDINALITY key (number, place)
                JOIN pg_catalog.pg_attribute part ON part.attrelid = relation.oid AND part.attnum = key.number ORDER BY key.place)::text,
            relation.relkind = 'r' AND relation.relam = (SELECT method.oid FROM pg_catalog.pg_am method WHERE method.amname = 'heap') AND pg_catalog.pg_relation_size(relation.oid) = 0,
            ARRAY(SELECT CASE kind.typtype WHEN 'e' THEN kind.oid ELSE 0 END FROM pg_catalog.pg_attribute part JOIN pg_catalog.pg_type kind ON kind.oid = part.atttypid
                WHERE part.attrelid = relation.oid AND part.attnum > 0 AND NOT part.attisdropped AND part.attgenerated = '' ORDER BY part.attnum)::text
        FROM pg_catalog.pg_class relation JOIN pg_catalog.pg_namespace namespace ON namespace.oid = relation.relnamespace
        WHERE relation.relkind IN ('r', 'p') AND NOT relation.relispartition AND relation.relpersistence <> 't' AND {scope.HasSchema} AND {scope.IsOwnRelation}
        ORDER BY namespace.nspname::text COLLATE "C", relation.relname::text COLLATE "C"
        """;

    public static ComparedTable Read(DbDataReader row) => new(new(row.GetString(0), row.GetString(1)), row.GetBoolean(2), [.. ArrayText.Elements(row.GetString(3))], [.. ArrayText.Elements(row.GetString(4))], row.GetBoolean(5),
        ArrayText.Elements(row.GetString(6)).Select((type, place) => (place, Type: uint.Parse(type, CultureInfo.InvariantCulture))).Where(one => one.Type > 0).ToDictionary(one => one.place, one => one.Type));

    /// <summary>Its rows, each value as the server writes it.</summary>
    public Text.Sql Rows => $"SELECT {Text.Sql.Join(", ", Texts(Columns))} FROM {From}";

    /// <summary>The same, by a number in front that rows with the same key have in common, or where there is no key those that are equal in everything.</summary>
    public Text.Sql RowsInPlace => $"SELECT {Text.Sql.Join(", ", [Place, .. Texts(Columns)])} FROM {From} ORDER BY 1";

    Text.Sql Place => $"pg_catalog.hashtextextended(ROW({Text.Sql.Join(", ", Texts(Key.Length > 0 ? Key : Columns))})::text COLLATE \"C\", 0)";

    Text.Sql From => $"{(IsRoot ? Text.Sql.Empty : $"ONLY ")}{Name} AS one";

    static IEnumerable<Text.Sql> Texts(string[] columns) => columns.Select(column => (Text.Sql)$"one.{new Identifier(column)}::text");

    /// <summary>The values of one of them.</summary>
    /// <param name="first">Where they begin.</param>
    public CellValue[] Values(DbDataReader row, int first, bool isShown) =>
        [.. Columns.Select((_, place) => row.IsDBNull(first + place) ? CellValue.Null : CellValue.Of(row.GetString(first + place), isShown))];

    public TableRows With(IReadOnlyList<CellValue[]> rows) => new(Name, [.. Columns], [.. Key], rows) { Enumerations = Enumerations };
}
