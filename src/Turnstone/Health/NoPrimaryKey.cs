namespace Turnstone.Health;

using Npgsql;
using Turnstone.Diagnostics;
using Turnstone.Sql;
using Turnstone.Text;

/// <summary>Tables without a primary key: nothing tells their rows apart.</summary>
/// <remarks>Worth knowing, no more: a table of log lines may mean to have none. Where one is published, <see cref="NoReplicaIdentity"/> says what fails.</remarks>
sealed record NoPrimaryKey : HealthCheck
{
    /// <inheritdoc/>
    public override bool IsAdvice => true;

    /// <inheritdoc/>
    public override Sql Question(HealthScope scope) => $"""
        SELECT namespace.nspname::text, relation.relname::text, pg_catalog.quote_ident(namespace.nspname) || '.' || pg_catalog.quote_ident(relation.relname),
            ({Unique($"AND NOT EXISTS (SELECT FROM pg_catalog.pg_constraint WHERE conindid = index.indexrelid AND contype = 'u')")}), relation.relkind = 'p'
        FROM pg_catalog.pg_class relation
        JOIN pg_catalog.pg_namespace namespace ON namespace.oid = relation.relnamespace
        WHERE relation.relkind IN ('r', 'p') AND NOT relation.relispartition AND {scope.OwnSchema} AND {HealthScope.OwnRelation}
            AND NOT EXISTS (SELECT FROM pg_catalog.pg_index WHERE indrelid = relation.oid AND indisprimary)
        ORDER BY 1, 2 LIMIT {HealthScope.Most}
        """;

    /// <inheritdoc/>
    public override Problem Read(NpgsqlDataReader row)
    {
        var table = new QualifiedName(row.GetString(0), row.GetString(1));
        return new("no-primary-key", row.GetString(2), Severity.Info, "It has no primary key: nothing tells its rows apart, and logical replication cannot find one to change.",
            row.IsDBNull(3) || row.GetBoolean(4) ? $"ALTER TABLE {table} ADD PRIMARY KEY (…); over the columns that tell its rows apart"
                : $"ALTER TABLE {table} ADD PRIMARY KEY USING INDEX {new Identifier(row.GetString(3))};");
    }

    /// <summary>Asks for the name of a unique index of <c>relation</c> that tells all its rows apart, at any moment.</summary>
    public static Sql Unique(Sql besides) => $"""
        SELECT named.relname::text FROM pg_catalog.pg_index index
        JOIN pg_catalog.pg_class named ON named.oid = index.indexrelid
        JOIN pg_catalog.pg_am method ON method.oid = named.relam AND method.amname = 'btree'
        WHERE index.indrelid = relation.oid AND index.indisunique AND index.indimmediate AND index.indisvalid AND index.indisready AND index.indislive
            AND index.indpred IS NULL AND index.indexprs IS NULL AND pg_catalog.array_to_string(index.indoption::int2[], '') !~ '[1-9]'
            AND NOT EXISTS (SELECT FROM pg_catalog.pg_attribute attribute WHERE attribute.attrelid = relation.oid AND attribute.attnum = ANY (index.indkey) AND NOT attribute.attnotnull)
            {besides}
        ORDER BY index.indnatts, index.indexrelid LIMIT 1
        """;
}
