namespace Turnstone.Health;

using Npgsql;
using Turnstone.Diagnostics;
using Turnstone.Text;

/// <summary>B-tree indexes whose columns another one begins with, over the same rows: that one answers what they do.</summary>
/// <remarks>Never one that is unique, a constraint's, a replica identity, what its table is clustered by, or part of a partitioned one. The shorter one is smaller and
/// may be read faster, which is why this is only worth knowing.</remarks>
sealed record RedundantIndex : HealthCheck
{
    /// <inheritdoc/>
    public override bool IsAdvice => true;

    /// <inheritdoc/>
    public override Sql Question(HealthScope scope) => $"""
        WITH {OwnIndexes.Of(scope)}
        SELECT less.schema, less.name, less.shown, less.table_shown, more.shown, less.relkind = 'I', {HealthScope.BytesOf($"less.pages")}
        FROM own less
        CROSS JOIN LATERAL (
            SELECT more.shown FROM own more
            WHERE more.indrelid = less.indrelid AND more.indexrelid <> less.indexrelid AND more.method = 'btree' AND more.predicate IS NOT DISTINCT FROM less.predicate
                AND more.key[1:less.keys] = less.key AND more.columns @> less.columns
                AND (more.keys > less.keys OR more.indisunique OR pg_catalog.cardinality(more.columns) > pg_catalog.cardinality(less.columns))
            ORDER BY more.indisprimary DESC, more.keys, more.indexrelid LIMIT 1
        ) more
        WHERE less.method = 'btree' AND less.expressions IS NULL AND NOT less.indisunique AND NOT less.indisreplident AND NOT less.indisclustered AND NOT less.attached
            AND less.constraint_name IS NULL AND NOT EXISTS (SELECT FROM own twin WHERE twin.indrelid = less.indrelid AND {IsTold})
        ORDER BY less.pages DESC, 1, 2 LIMIT {HealthScope.Most}
        """;

    /// <inheritdoc/>
    public override Problem Read(NpgsqlDataReader row) => new("redundant-index", row.GetString(2), Severity.Info,
        $"{row.GetString(4)} begins with its columns and answers what it does: every write of {row.GetString(3)} maintains both, and this one takes {InWords.Size(row.GetInt64(6))}.",
        OwnIndexes.Drop(new(row.GetString(0), row.GetString(1)), row.GetBoolean(5)));

    // As a duplicate, which is advised to go before its twin.
    static Sql IsTold => $"""
        twin.method = less.method AND twin.keys = less.keys AND twin.key = less.key AND twin.columns = less.columns AND twin.predicate IS NOT DISTINCT FROM less.predicate
            AND twin.options = less.options AND twin.expressions IS NULL AND NOT twin.indisunique AND (twin.attached OR twin.indisclustered OR twin.indexrelid < less.indexrelid)
        """;
}
