namespace Turnstone.Verification.Rows;

using System.Collections.Immutable;
using System.Globalization;
using Turnstone.Catalog;
using Turnstone.Sessions;
using Turnstone.Sql;
using Turnstone.Text;

/// <summary>All rows of all tables of a database at one moment. A partition's rows are those of the table that it is a part of.</summary>
/// <remarks>Beyond the first <see cref="Shown"/> rows of a table a value takes 32 bytes, however long it is.</remarks>
sealed record RowSnapshot(ImmutableArray<TableRows> Tables)
{
    /// <summary>Where sequences stand.</summary>
    public ImmutableArray<RowSequence> Sequences { get; init; } = [];

    /// <summary>The materialized views, and whether each is filled.</summary>
    public IReadOnlyDictionary<QualifiedName, bool> Views { get; init; } = new Dictionary<QualifiedName, bool>();

    /// <summary>What the labels of enumerations are called, by their own numbers.</summary>
    public IReadOnlyDictionary<uint, (uint Type, string Label)> Labels { get; init; } = new Dictionary<uint, (uint, string)>();

    /// <summary>Of how many rows of a table the values are kept as texts.</summary>
    public const int Shown = 1000;

    /// <summary>The rows that an earlier one does not have; tables without such a row are left out.</summary>
    public RowSnapshot Since(RowSnapshot earlier)
    {
        var before = earlier.CalledAsIn(this).Tables.ToDictionary(table => table.Table);
        return this with { Tables = [.. Tables.Select(table => before.TryGetValue(table.Table, out var was) ? table.Since(was) : table).Where(table => table.Rows.Count > 0)] };
    }

    /// <summary>Its rows, and nothing of what else there is.</summary>
    public RowSnapshot RowsAlone => this with { Sequences = [], Views = new Dictionary<QualifiedName, bool>() };

    /// <summary>The same with the labels of enumerations as they are called in a later one.</summary>
    public RowSnapshot CalledAsIn(RowSnapshot later)
    {
        var names = Labels.Where(one => later.Labels.TryGetValue(one.Key, out var now) && now.Label != one.Value.Label).GroupBy(one => one.Value.Type)
            .ToDictionary(type => type.Key, type => type.ToDictionary(one => CellValue.Of(one.Value.Label, false).Hash, one => CellValue.Of(later.Labels[one.Key].Label, true)));
        return names.Count == 0 ? this : this with { Tables = [.. Tables.Select(table => table.Renamed(names))] };
    }

    /// <summary>Reads it: one snapshot, and the values as the server writes them with settings that are always the same.</summary>
    internal sealed class Reader(Session session, CatalogScope scope)
    {
        // A file without a byte has no row: of many tables most are not asked.
        // A key whose columns cannot be null, the primary one if there is one, else the narrowest. A deferrable one may be broken for a while, but no row is committed so.
        // What is made of other columns is no data.
        Sql Query => $"""
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

        Sql FilledViews => $"""
            SELECT namespace.nspname::text, relation.relname::text, relation.relispopulated FROM pg_catalog.pg_class relation JOIN pg_catalog.pg_namespace namespace ON namespace.oid = relation.relnamespace
            WHERE relation.relkind = 'm' AND {scope.HasSchema} AND {scope.IsOwnRelation} ORDER BY namespace.nspname::text COLLATE "C", relation.relname::text COLLATE "C"
            """;

        static Sql LabelNames => $"SELECT oid, enumtypid, enumlabel::text FROM pg_catalog.pg_enum";

        public async Task<RowSnapshot> ReadAsync(CancellationToken stop)
        {
            await session.ExecuteAsync(stop, [$"BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", .. SchemaReader.Printing]);
            try
            {
                var tables = await session.QueryAsync(Query, row => (Name: new QualifiedName(row.GetString(0), row.GetString(1)), IsRoot: row.GetBoolean(2), Columns: ArrayText.Elements(row.GetString(3)).ToArray(), Key: ArrayText.Elements(row.GetString(4)).ToArray(), IsEmpty: row.GetBoolean(5),
                    Enumerations: ArrayText.Elements(row.GetString(6)).Select((type, place) => (place, Type: uint.Parse(type, CultureInfo.InvariantCulture))).Where(one => one.Type > 0).ToDictionary(one => one.place, one => one.Type)), stop);
                var read = ImmutableArray.CreateBuilder<TableRows>();
                foreach (var table in tables)
                {
                    read.Add(new(table.Name, [.. table.Columns], [.. table.Key], table.IsEmpty ? [] : await RowsAsync(table.Name, table.IsRoot, table.Columns, stop)) { Enumerations = table.Enumerations });
                }
                var sequences = await new RowSequence.Reader(session, scope).ReadAsync(stop);
                var views = await session.QueryAsync(FilledViews, row => (Name: new QualifiedName(row.GetString(0), row.GetString(1)), IsFilled: row.GetBoolean(2)), stop);
                var labels = await session.QueryAsync(LabelNames, row => (Oid: row.GetFieldValue<uint>(0), Type: row.GetFieldValue<uint>(1), Label: row.GetString(2)), stop);
                await session.ExecuteAsync(stop, $"COMMIT");
                return new(read.ToImmutable()) { Sequences = [.. sequences], Views = views.ToDictionary(view => view.Name, view => view.IsFilled), Labels = labels.ToDictionary(one => one.Oid, one => (one.Type, one.Label)) };
            }
            catch
            {
                await session.RollbackAsync();
                throw;
            }
        }

        async Task<List<CellValue[]>> RowsAsync(QualifiedName table, bool isRoot, string[] columns, CancellationToken stop)
        {
            var texts = Sql.Join(", ", columns.Select(column => (Sql)$"one.{new Identifier(column)}::text"));
            var rows = new List<CellValue[]>();
            var read = 0;
            await foreach (var row in session.StreamAsync($"SELECT {texts} FROM {(isRoot ? Sql.Empty : $"ONLY ")}{table} AS one",
                row => columns.Select((_, place) => row.IsDBNull(place) ? CellValue.Null : CellValue.Of(row.GetString(place), read < Shown)).ToArray(), stop))
            {
                rows.Add(row);
                read++;
            }
            return rows;
        }
    }
}
