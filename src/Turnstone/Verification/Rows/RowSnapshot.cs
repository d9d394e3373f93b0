namespace Turnstone.Verification.Rows;

using System.Collections.Immutable;
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
        Sql FilledViews => $"""
            SELECT namespace.nspname::text, relation.relname::text, relation.relispopulated FROM pg_catalog.pg_class relation JOIN pg_catalog.pg_namespace namespace ON namespace.oid = relation.relnamespace
            WHERE relation.relkind = 'm' AND {scope.HasSchema} AND {scope.IsOwnRelation} ORDER BY namespace.nspname::text COLLATE "C", relation.relname::text COLLATE "C"
            """;

        static Sql LabelNames => $"SELECT oid, enumtypid, enumlabel::text FROM pg_catalog.pg_enum";

        /// <param name="isOfTables">Whether rows are wanted; sequences and views alone otherwise.</param>
        public async Task<RowSnapshot> ReadAsync(CancellationToken stop, bool isOfTables = true)
        {
            var read = new RowSnapshot([]);
            await InSnapshotAsync(session, async () =>
            {
                var tables = ImmutableArray.CreateBuilder<TableRows>();
                foreach (var table in isOfTables ? await session.QueryAsync(ComparedTable.Query(scope), ComparedTable.Read, stop) : [])
                {
                    tables.Add(table.With(table.IsEmpty ? [] : await RowsAsync(table, stop)));
                }
                var sequences = await new RowSequence.Reader(session, scope).ReadAsync(stop);
                var views = await session.QueryAsync(FilledViews, row => (Name: new QualifiedName(row.GetString(0), row.GetString(1)), IsFilled: row.GetBoolean(2)), stop);
                var labels = await session.QueryAsync(LabelNames, row => (Oid: row.GetFieldValue<uint>(0), Type: row.GetFieldValue<uint>(1), Label: row.GetString(2)), stop);
                read = new(tables.ToImmutable()) { Sequences = [.. sequences], Views = views.ToDictionary(view => view.Name, view => view.IsFilled), Labels = labels.ToDictionary(one => one.Oid, one => (one.Type, one.Label)) };
            }, stop);
            return read;
        }

        /// <summary>Does something in one snapshot, in which the server writes values with settings that are always the same.</summary>
        public static async Task InSnapshotAsync(Session session, Func<Task> work, CancellationToken stop)
        {
            await session.ExecuteAsync(stop, [$"BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", .. SchemaReader.Printing]);
            try
            {
                await work();
                await session.ExecuteAsync(stop, $"COMMIT");
            }
            catch
            {
                await session.RollbackAsync();
                throw;
            }
        }

        async Task<List<CellValue[]>> RowsAsync(ComparedTable table, CancellationToken stop)
        {
            var rows = new List<CellValue[]>();
            await foreach (var row in session.StreamAsync(table.Rows, row => table.Values(row, 0, rows.Count < Shown), stop))
            {
                rows.Add(row);
            }
            return rows;
        }
    }
}
