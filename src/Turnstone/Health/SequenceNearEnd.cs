namespace Turnstone.Health;

using System.Globalization;
using Npgsql;
using Turnstone.Diagnostics;
using Turnstone.Sql;
using Turnstone.Text;

/// <summary>Sequences that have given out four fifths and more of what they, or the column that they feed, can hold; from 95 % on it is an error.</summary>
/// <remarks>A column is fed by the sequence that it owns, that its identity is, or that its default names. One that begins anew at its end has none.</remarks>
sealed record SequenceNearEnd : HealthCheck
{
    /// <inheritdoc/>
    public override Sql Question(HealthScope scope) => $"""
        WITH {Own(scope)}, fed AS MATERIALIZED (
            SELECT link.objid AS sequence, link.refobjid AS relid, link.refobjsubid AS number, link.deptype = 'i' AS identity
            FROM own JOIN pg_catalog.pg_depend link ON link.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND link.objid = own.oid
                AND link.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass AND link.deptype IN ('a', 'i') AND link.refobjsubid > 0
            UNION
            SELECT own.oid, made.adrelid, made.adnum, false FROM own
            JOIN pg_catalog.pg_depend link ON link.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass AND link.refobjid = own.oid
                AND link.classid = 'pg_catalog.pg_attrdef'::pg_catalog.regclass AND link.deptype = 'n'
            JOIN pg_catalog.pg_attrdef made ON made.oid = link.objid
        )
        SELECT own.schema, own.name, own.shown, read.last, own.seqmin, own.seqmax, own.seqincrement, pg_catalog.format_type(own.seqtypid, NULL), own.most,
            fills.schema, fills.table_name, fills.name, fills.shown, fills.type, fills.most, fills.identity, near.share::float8
        FROM own
        CROSS JOIN LATERAL (SELECT CASE WHEN own.readable THEN pg_catalog.pg_sequence_last_value(own.oid) END AS last OFFSET 0) read
        LEFT JOIN LATERAL (
            SELECT place.nspname::text AS schema, filled.relname::text AS table_name, attribute.attname::text AS name,
                pg_catalog.quote_ident(place.nspname) || '.' || pg_catalog.quote_ident(filled.relname) || '.' || pg_catalog.quote_ident(attribute.attname) AS shown,
                pg_catalog.format_type(kind.oid, NULL) AS type, {Most($"kind.oid")} AS most, pg_catalog.bool_or(fed.identity) OVER (PARTITION BY fed.relid, fed.number) AS identity
            FROM fed
            JOIN pg_catalog.pg_attribute attribute ON attribute.attrelid = fed.relid AND attribute.attnum = fed.number AND NOT attribute.attisdropped
            JOIN pg_catalog.pg_class filled ON filled.oid = fed.relid
            JOIN pg_catalog.pg_namespace place ON place.oid = filled.relnamespace
            JOIN pg_catalog.pg_type named ON named.oid = attribute.atttypid
            JOIN pg_catalog.pg_type kind ON kind.oid = coalesce(nullif(named.typbasetype, 0), named.oid)
            WHERE fed.sequence = own.oid AND {Most($"kind.oid")} IS NOT NULL
            ORDER BY 6, 1, 2, 3 LIMIT 1
        ) fills ON true
        CROSS JOIN LATERAL (SELECT CASE WHEN own.seqincrement > 0 THEN least(own.seqmax, fills.most) ELSE greatest(own.seqmin, - fills.most - 1) END AS bound) ends
        CROSS JOIN LATERAL (SELECT CASE WHEN own.seqincrement > 0 THEN (read.last::numeric - own.seqmin + 1) / greatest(ends.bound::numeric - own.seqmin + 1, 1)
            ELSE (own.seqmax::numeric - read.last + 1) / greatest(own.seqmax::numeric - ends.bound + 1, 1) END AS share) near
        WHERE near.share >= 0.8 AND NOT (own.seqcycle AND ends.bound = CASE WHEN own.seqincrement > 0 THEN own.seqmax ELSE own.seqmin END)
        ORDER BY near.share DESC, 1, 2 LIMIT {HealthScope.Most}
        """;

    /// <inheritdoc/>
    public override Problem Read(NpgsqlDataReader row)
    {
        var (last, step, share) = (row.GetInt64(3), row.GetInt64(6), row.GetDouble(16));
        var limit = step > 0 ? row.GetInt64(5) : row.GetInt64(4);
        var column = row.IsDBNull(9) ? null : new Fed(new(row.GetString(9), row.GetString(10)), new(row.GetString(11)), row.GetString(12), row.GetString(13),
            step > 0 ? row.GetInt64(14) : -row.GetInt64(14) - 1, row.GetBoolean(15));
        var binds = column is not null && (step > 0 ? column.Limit < limit : column.Limit > limit);
        var bound = binds ? column!.Limit : limit;
        var left = Math.Max(0, (decimal)((Int128)bound - last) / step);
        var message = string.Create(CultureInfo.InvariantCulture, $"It is at {last:#,0} of {bound:#,0} ({Math.Floor(share * 100):0} %), {Math.Floor(left):#,0} values are left")
            + (column is null ? "" : $" for {column.Shown}, {Article(column.Type)}{(binds ? $", though the sequence is {Article(row.GetString(7))}" : "")}") + "."
            + (column is { IsBigint: false } ? " To widen the column rewrites its table under ACCESS EXCLUSIVE." : "");
        return new("sequence-near-end", row.GetString(2), share >= 0.95 ? Severity.Error : Severity.Warning, message, Fix(row, column, binds, limit));
    }

    /// <inheritdoc/>
    public override HealthGap? Gap(HealthScope scope) => new($"""
        WITH {Own(scope)}
        SELECT pg_catalog.count(*), min(own.shown), (SELECT pg_catalog.string_agg('GRANT SELECT ON ALL SEQUENCES IN SCHEMA ' || {HealthScope.Quoted($"given.schema")} || ' TO ' || {HealthScope.Quoted($"session_user")} || ';', ' ' ORDER BY given.schema)
            FROM (SELECT DISTINCT schema FROM own WHERE NOT permitted) given)
        FROM own WHERE NOT own.readable HAVING pg_catalog.count(*) > 0
        """, ReadGap);

    static Diagnostic ReadGap(NpgsqlDataReader row, Identifier user)
    {
        var which = row.GetInt64(0) == 1 ? row.GetString(1) : $"{InWords.Count(row.GetInt64(0))} sequences, {row.GetString(1)} among them";
        return row.IsDBNull(2)
            ? Diagnostic.Warning("sequence-not-visible", $"Somebody locks {which}, or there are more than a quarter of the lock table has room for: how near its end it is, is not known.",
                help: "Ask again when nobody does; where there are that many, raise max_locks_per_transaction and restart the server.")
            : Diagnostic.Warning("sequence-not-visible", $"{user.Name} may not read {which}: how near its end it is, is not known.", help: $"As the owner, or a superuser: {row.GetString(2)}");
    }

    static string? Fix(NpgsqlDataReader row, Fed? column, bool binds, long limit)
    {
        var sequence = new QualifiedName(row.GetString(0), row.GetString(1));
        var (up, isBigint, most) = (row.GetInt64(6) > 0, row.GetString(7) == "bigint", row.GetInt64(8));
        if (!binds && limit != (up ? most : -most - 1))
        {
            return $"ALTER SEQUENCE {sequence} {(up ? "NO MAXVALUE" : $"MINVALUE {(-most - 1).ToString(CultureInfo.InvariantCulture)}")};";
        }
        // The sequence of an identity goes with its column.
        var wider = isBigint || column is { IsIdentity: true, IsBigint: false } ? "" : $"ALTER SEQUENCE {sequence} AS bigint;";
        var column64 = column is { IsBigint: false } ? $"ALTER TABLE {column.Table} ALTER COLUMN {column.Name} TYPE bigint;" : "";
        return $"{wider} {column64}".Trim() is { Length: > 0 } both ? both : null;
    }

    static string Article(string type) => type == "integer" ? "an integer" : $"a {type}";

    // Each that is read stays locked until the look is over: of the lock table it takes a quarter at most, and the narrow ones first.
    // Another session's temporary ones cannot be read, a locked one would be waited for, and a standby has none that are not logged.
    static Sql Own(HealthScope scope) => $"""
        locked AS MATERIALIZED (SELECT relation FROM pg_catalog.pg_locks WHERE locktype = 'relation' AND database = {HealthScope.OwnDatabase} AND mode = 'AccessExclusiveLock'
            AND pid IS DISTINCT FROM pg_catalog.pg_backend_pid()),
        own AS MATERIALIZED (
            SELECT relation.oid, namespace.nspname::text AS schema, relation.relname::text AS name,
                pg_catalog.quote_ident(namespace.nspname) || '.' || pg_catalog.quote_ident(relation.relname) AS shown,
                sequence.seqmin, sequence.seqmax, sequence.seqincrement, sequence.seqcycle, sequence.seqtypid, {Most($"sequence.seqtypid")} AS most,
                pg_catalog.has_sequence_privilege(relation.oid, 'SELECT, USAGE') AS permitted,
                coalesce(pg_catalog.has_sequence_privilege(relation.oid, 'SELECT, USAGE'), false) AND relation.oid NOT IN (SELECT relation FROM locked)
                    AND NOT (relation.relpersistence = 'u' AND pg_catalog.pg_is_in_recovery())
                    AND pg_catalog.row_number() OVER (ORDER BY {Most($"sequence.seqtypid")}, relation.oid) <= pg_catalog.current_setting('max_locks_per_transaction')::bigint
                        * (pg_catalog.current_setting('max_connections')::bigint + pg_catalog.current_setting('max_prepared_transactions')::bigint) / 4 AS readable
            FROM pg_catalog.pg_sequence sequence
            JOIN pg_catalog.pg_class relation ON relation.oid = sequence.seqrelid
            JOIN pg_catalog.pg_namespace namespace ON namespace.oid = relation.relnamespace
            WHERE relation.relpersistence <> 't' AND {scope.OwnSchema} AND {HealthScope.OwnRelation}
        )
        """;

    static Sql Most(Sql type) => $"""
        CASE {type} WHEN 'pg_catalog.int2'::pg_catalog.regtype THEN 32767 WHEN 'pg_catalog.int4'::pg_catalog.regtype THEN 2147483647
            WHEN 'pg_catalog.int8'::pg_catalog.regtype THEN 9223372036854775807 END::bigint
        """;

    /// <summary>The narrowest column that a sequence feeds.</summary>
    sealed record Fed(QualifiedName Table, Identifier Name, string Shown, string Type, long Limit, bool IsIdentity)
    {
        public bool IsBigint => Type == "bigint";
    }
}
