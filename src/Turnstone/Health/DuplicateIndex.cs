namespace Turnstone.Health;

using Npgsql;
using Turnstone.Diagnostics;
using Turnstone.Sql;
using Turnstone.Text;

/// <summary>Indexes that are another one of their table once more: method, columns, operator classes, collations, order, predicate and options are the same.</summary>
/// <remarks>Kept is the one that more stands on: a primary key, what a foreign key refers to, a replica identity, a constraint, a partition's part; else the older one.</remarks>
sealed record DuplicateIndex : HealthCheck
{
    /// <inheritdoc/>
    public override Sql Question(HealthScope scope) => $"""
        WITH {OwnIndexes.Of(scope)}, ranked AS (
            SELECT own.*, pg_catalog.row_number() OVER same AS place, pg_catalog.first_value(own.shown) OVER same AS kept
            FROM own
            WINDOW same AS (PARTITION BY own.indrelid, own.method, own.keys, own.key, own.columns, own.expressions, own.predicate, own.options,
                    own.indisunique, own.indimmediate, own.indisexclusion, own.nulls
                ORDER BY own.indisprimary DESC, own.referenced DESC, own.indisreplident DESC, own.constraint_name IS NOT NULL DESC, own.attached DESC, own.indisclustered DESC, own.indexrelid)
        )
        SELECT schema, name, shown, table_name, table_shown, kept, constraint_name, relkind = 'I', {HealthScope.BytesOf($"pages")}
        FROM ranked WHERE place > 1 AND NOT referenced AND NOT indisreplident AND NOT attached AND NOT indisexclusion
        ORDER BY pages DESC, 1, 2 LIMIT {HealthScope.Most}
        """;

    /// <inheritdoc/>
    public override Problem Read(NpgsqlDataReader row)
    {
        var (index, table) = (new QualifiedName(row.GetString(0), row.GetString(1)), new QualifiedName(row.GetString(0), row.GetString(3)));
        var made = row.IsDBNull(6) ? null : $"ALTER TABLE {table} DROP CONSTRAINT {new Identifier(row.GetString(6))};";
        return new("duplicate-index", row.GetString(2), Severity.Warning,
            $"It is {row.GetString(5)} once more: every write of {row.GetString(4)} maintains both, and this one takes {InWords.Size(row.GetInt64(8))}.",
            made ?? OwnIndexes.Drop(index, row.GetBoolean(7)));
    }
}
