namespace Turnstone.Verification.Rows;

using System.Runtime.CompilerServices;
using Turnstone.Catalog;
using Turnstone.Sessions;
using Turnstone.Sql;
using Turnstone.Text;

/// <summary>Compares the rows of two databases with the same tables. Both are read in the same order, so that of a table no more than a few rows are ever held: it may be as large as production's.</summary>
sealed class ComparedDatabases(Session before, Session after, CatalogScope scope, Masking masking)
{
    /// <summary>What became of the rows of the first, and of its sequences and views.</summary>
    /// <param name="touched">The tables that may differ, partitions too; none where nobody knows.</param>
    public async Task<RowDifference> CompareAsync(IReadOnlySet<QualifiedName>? touched, CancellationToken stop)
    {
        var beside = RowDifference.Between(await AloneAsync(before, stop), await AloneAsync(after, stop), masking);
        var tables = new List<TableDifference>();
        await RowSnapshot.Reader.InSnapshotAsync(before, () => RowSnapshot.Reader.InSnapshotAsync(after, async () =>
        {
            var looked = touched is null ? null : await TablesOfAsync(touched, stop);
            foreach (var table in await before.QueryAsync(ComparedTable.Query(scope), ComparedTable.Read, stop))
            {
                if (!table.IsEmpty && (looked?.Contains(table.Name) ?? true) && await CompareAsync(table, stop) is { } difference)
                {
                    tables.Add(difference);
                }
            }
        }, stop), stop);
        return beside with { Tables = [.. tables] };
    }

    Task<RowSnapshot> AloneAsync(Session session, CancellationToken stop) => new RowSnapshot.Reader(session, scope).ReadAsync(stop, isOfTables: false);

    // A partition's rows are those of the table that it is a part of. None where a schema was called otherwise: then nobody knows which they are.
    async Task<HashSet<QualifiedName>?> TablesOfAsync(IReadOnlySet<QualifiedName> touched, CancellationToken stop)
    {
        if (touched.Count == 0)
        {
            return [];
        }
        var names = Text.Sql.Join(", ", touched.Select(one => (Text.Sql)$"({Literal.Of(one.Schema.Name)}, {Literal.Of(one.Name.Name)})"));
        var found = await before.QueryAsync((Text.Sql)$"""
            SELECT whole.nspname::text, root.relname::text, namespace.oid IS NOT NULL
            FROM (VALUES {names}) AS touched (schema, name)
            LEFT JOIN pg_catalog.pg_namespace namespace ON namespace.nspname = touched.schema
            LEFT JOIN pg_catalog.pg_class relation ON relation.relnamespace = namespace.oid AND relation.relname = touched.name
            LEFT JOIN pg_catalog.pg_class root ON root.oid = coalesce(pg_catalog.pg_partition_root(relation.oid)::oid, relation.oid)
            LEFT JOIN pg_catalog.pg_namespace whole ON whole.oid = root.relnamespace
            """, row => (Table: row.IsDBNull(1) ? (QualifiedName?)null : new QualifiedName(row.GetString(0), row.GetString(1)), IsKnown: row.GetBoolean(2)), stop);
        return found.TrueForAll(one => one.IsKnown) ? [.. found.Select(one => one.Table).OfType<QualifiedName>()] : null;
    }

    async Task<TableDifference?> CompareAsync(ComparedTable table, CancellationToken stop)
    {
        var comparison = new TableComparison(table.With([]), table.With([]), masking);
        await using var here = GroupsAsync(before, table, stop).GetAsyncEnumerator(stop);
        await using var there = GroupsAsync(after, table, stop).GetAsyncEnumerator(stop);
        var (isHere, isThere) = (await here.MoveNextAsync(), await there.MoveNextAsync());
        while (isHere || isThere)
        {
            var order = !isHere ? 1 : !isThere ? -1 : here.Current.Place.CompareTo(there.Current.Place);
            var known = new RowsByKey(order >= 0 ? there.Current.Rows : [], comparison.Recognised);
            foreach (var row in order <= 0 ? here.Current.Rows : [])
            {
                comparison.Add(row, known.Take(CellValue.HashOf(row, comparison.Recognised)));
            }
            foreach (var row in known.Rest)
            {
                comparison.Add(null, row);
            }
            isHere = order <= 0 ? await here.MoveNextAsync() : isHere;
            isThere = order >= 0 ? await there.MoveNextAsync() : isThere;
        }
        return comparison.Difference();
    }

    // Rows that may be each other's, together.
    static async IAsyncEnumerable<(long Place, List<CellValue[]> Rows)> GroupsAsync(Session session, ComparedTable table, [EnumeratorCancellation] CancellationToken stop)
    {
        var group = (Place: 0L, Rows: new List<CellValue[]>());
        await foreach (var (place, row) in session.StreamAsync(table.RowsInPlace, row => (row.GetInt64(0), table.Values(row, 1, isShown: true)), stop))
        {
            if (group.Rows.Count > 0 && group.Place != place)
            {
                yield return group;
                group.Rows = [];
            }
            group.Place = place;
            group.Rows.Add(row);
        }
        if (group.Rows.Count > 0)
        {
            yield return group;
        }
    }
}
