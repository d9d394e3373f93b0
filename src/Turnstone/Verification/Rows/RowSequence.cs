namespace Turnstone.Verification.Rows;

using System.Globalization;
using Turnstone.Catalog;
using Turnstone.Sessions;
using Turnstone.Sql;
using Turnstone.Text;

/// <summary>Where a sequence stands.</summary>
/// <param name="Next">The number that it gives next.</param>
sealed record RowSequence(QualifiedName Name, decimal Next, bool IsDescending)
{
    /// <summary>Whether it would give numbers again that it gave before; those that nobody got are no loss.</summary>
    public bool IsBehind(RowSequence before) => before.IsDescending ? Next > before.Next : Next < before.Next;

    /// <summary>Reads and moves the sequences of a database.</summary>
    internal sealed class Reader(Session session, CatalogScope scope)
    {
        // One that begins again at its end gives every number again.
        Sql Query => $"""
            SELECT relation.oid, namespace.nspname::text, relation.relname::text, one.seqincrement, coalesce(owner.refobjid, 0)
            FROM pg_catalog.pg_sequence one JOIN pg_catalog.pg_class relation ON relation.oid = one.seqrelid JOIN pg_catalog.pg_namespace namespace ON namespace.oid = relation.relnamespace
            LEFT JOIN pg_catalog.pg_depend owner ON owner.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND owner.objid = relation.oid AND owner.refclassid = owner.classid AND owner.deptype IN ('a', 'i')
            WHERE NOT one.seqcycle AND relation.relpersistence <> 't' AND {scope.HasSchema} AND {scope.IsOwnRelation}
            ORDER BY namespace.nspname::text COLLATE "C", relation.relname::text COLLATE "C"
            """;

        public async Task<List<RowSequence>> ReadAsync(CancellationToken stop)
        {
            var all = await AllAsync(stop);
            var stands = all.Select((one, place) => (Sql)$"SELECT {place}, last_value::numeric + CASE WHEN is_called THEN {one.Increment} ELSE 0 END FROM {one.Name}");
            var next = all.Count == 0 ? [] : await session.QueryAsync($"SELECT next::text FROM ({Sql.Join(" UNION ALL ", stands)}) AS stands (place, next) ORDER BY place", row => decimal.Parse(row.GetString(0), CultureInfo.InvariantCulture), stop);
            return [.. all.Zip(next, (one, number) => new RowSequence(one.Name, number, one.Increment < 0))];
        }

        /// <summary>Has numbers taken from those that are reached, so that it is seen where one begins again.</summary>
        /// <param name="only">By their own numbers, or those of the tables that they belong to; none for all of them.</param>
        public async Task MoveAsync(Trial trial, IReadOnlySet<uint>? only, CancellationToken stop)
        {
            var all = (await AllAsync(stop)).Where(one => only is null || only.Contains(one.Oid) || only.Contains(one.Owner));
            await trial.RunAsync([.. all.Select(one => (Sql)$"SELECT pg_catalog.nextval({one.Oid}::oid::pg_catalog.regclass) FROM pg_catalog.generate_series(1, 3)")], stop);
        }

        Task<List<(uint Oid, QualifiedName Name, long Increment, uint Owner)>> AllAsync(CancellationToken stop) =>
            session.QueryAsync(Query, row => (row.GetFieldValue<uint>(0), new QualifiedName(row.GetString(1), row.GetString(2)), row.GetInt64(3), row.GetFieldValue<uint>(4)), stop);
    }
}
