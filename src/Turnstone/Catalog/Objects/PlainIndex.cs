namespace Turnstone.Catalog.Objects;

using Turnstone.Sql;
using Turnstone.Text;

/// <summary>What the server says of indexes over nothing but columns, without asking it for each: most of them are.</summary>
/// <remarks><c>ruleutils.c</c>: <c>pg_get_indexdef()</c> looks at each column of the index's table, whether an expression is to be printed or not. For thousands of
/// indexes that takes longer than everything else together.</remarks>
static class PlainIndex
{
    // OFFSET 0 keeps the planner from reading all columns of a table for one of them. The server's own classes of btree (403) and hash (405) have no options.
    /// <summary>A row <c>plain</c> for each <c>entry</c> of <c>pg_index</c> that has neither expressions nor a predicate.</summary>
    public static Sql Rows => $"""
        LEFT JOIN (
            SELECT key.indexrelid, pg_catalog.bool_and(key.usual) usual, pg_catalog.string_agg(key.shown, ', ') FILTER (WHERE key.sorts) keys,
                pg_catalog.string_agg(key.shown, ', ') FILTER (WHERE NOT key.sorts) included, pg_catalog.json_agg(key.name) FILTER (WHERE key.sorts) names
            FROM (
                SELECT each.indexrelid, part.attnum > 0 AND own.attrelid IS NULL AND (key.operators IS NULL OR operators.opcdefault AND {FitsItsType} AND key.sorting IN (0, part.attcollation)) usual,
                    pg_catalog.quote_ident(part.attname) name, pg_catalog.quote_ident(part.attname)
                        || CASE key.direction WHEN 1 THEN ' DESC NULLS LAST' WHEN 2 THEN ' NULLS FIRST' WHEN 3 THEN ' DESC' ELSE '' END shown, key.operators IS NOT NULL sorts
                FROM pg_catalog.pg_index each
                CROSS JOIN LATERAL ROWS FROM (pg_catalog.unnest(each.indkey::smallint[]), pg_catalog.unnest(each.indclass::pg_catalog.oid[]), pg_catalog.unnest(each.indcollation::pg_catalog.oid[]),
                    pg_catalog.unnest(each.indoption::smallint[])) WITH ORDINALITY key (number, operators, sorting, direction, place)
                CROSS JOIN LATERAL (SELECT * FROM pg_catalog.pg_attribute found WHERE found.attrelid = each.indrelid AND found.attnum = key.number OFFSET 0) part
                LEFT JOIN pg_catalog.pg_opclass operators ON operators.oid = key.operators
                LEFT JOIN LATERAL (SELECT found.attrelid FROM pg_catalog.pg_attribute found WHERE (operators.oid >= {SchemaReader.FirstOfUsers} OR operators.opcmethod NOT IN (403, 405))
                    AND found.attrelid = each.indexrelid AND found.attnum = key.place AND found.attoptions IS NOT NULL OFFSET 0) own ON true
                WHERE each.indexrelid >= {SchemaReader.FirstOfUsers} AND each.indexprs IS NULL AND each.indpred IS NULL AND NOT each.indisprimary
                ORDER BY each.indexrelid, key.place) key
            GROUP BY key.indexrelid) plain ON plain.indexrelid = entry.indexrelid
        """;

    // A varchar is sorted as the text that it is, unless somebody made another class for it.
    static Sql FitsItsType => $"""
        (operators.opcintype = part.atttypid OR part.atttypid = 'pg_catalog.varchar'::pg_catalog.regtype AND operators.opcintype = 'pg_catalog.text'::pg_catalog.regtype AND operators.oid < {SchemaReader.FirstOfUsers}
            AND NOT EXISTS (SELECT FROM pg_catalog.pg_opclass other WHERE other.opcintype = 'pg_catalog.varchar'::pg_catalog.regtype AND other.opcdefault))
        """;

    /// <summary>The definition of the index <c>made</c>, as the server writes it.</summary>
    public static Sql Definition(PgVersion version) => $"""
        CASE WHEN plain.usual AND made.relkind = 'i' AND made.reloptions IS NULL{(version < PgVersion.V15 ? Sql.Empty : $" AND NOT entry.indnullsnotdistinct")}
            THEN 'CREATE ' || CASE WHEN entry.indisunique THEN 'UNIQUE ' ELSE '' END || 'INDEX ' || pg_catalog.quote_ident(made.relname) || ' ON ' || pg_catalog.quote_ident(namespace.nspname) || '.'
                || pg_catalog.quote_ident(relation.relname) || ' USING ' || pg_catalog.quote_ident(method.amname) || ' (' || plain.keys || ')' || coalesce(' INCLUDE (' || plain.included || ')', '')
            ELSE pg_catalog.pg_get_indexdef(made.oid) END
        """;

    /// <summary>Its keys, a JSON array.</summary>
    public static Sql Keys => $"""
        coalesce(plain.names, (SELECT pg_catalog.json_agg(pg_catalog.pg_get_indexdef(made.oid, place, false) ORDER BY place) FROM pg_catalog.generate_series(1, entry.indnkeyatts::integer) place))::text
        """;
}
