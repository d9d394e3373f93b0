namespace Turnstone.Verification.Rows;

using System.Collections.Immutable;
using System.Globalization;
using Turnstone.Catalog;
using Turnstone.Sessions;
using Turnstone.Sql;
using Turnstone.Text;

/// <summary>Reads what rows of a database's tables have to keep to.</summary>
sealed class RowTableReader(Session session, CatalogScope scope)
{
    // A leaf of a partitioned table has the foreign keys of the tables that point to it, beside its own.
    const string NotOfPartition = "NOT EXISTS (SELECT FROM pg_catalog.pg_constraint above WHERE above.oid = rule.conparentid AND above.conrelid = rule.conrelid)";

    // Of a partitioned table as many are looked at.
    const int MostPartitions = 16;

    Sql InScope => $"relation.relkind IN ('r', 'p') AND relation.relpersistence <> 't' AND {scope.HasSchema} AND {scope.IsOwnRelation}";

    static Sql Relations => $"pg_catalog.pg_class relation JOIN pg_catalog.pg_namespace namespace ON namespace.oid = relation.relnamespace";

    public async Task<List<RowTable>> ReadAsync(IReadOnlyDictionary<uint, ValueType> types, IReadOnlySet<uint>? only, CancellationToken stop)
    {
        var tables = await session.QueryAsync(Tables, row => new RowTable(row.GetFieldValue<uint>(0), new(row.GetString(1), row.GetString(2)), row.GetBoolean(3), row.GetBoolean(4)) { HasPartitions = row.GetBoolean(5) }, stop);
        return await ReadAsync([.. tables.Where(table => only?.Contains(table.Oid) != false)], types, stop);
    }

    async Task<List<RowTable>> ReadAsync(List<RowTable> tables, IReadOnlyDictionary<uint, ValueType> types, CancellationToken stop)
    {
        var columns = (await session.QueryAsync(Columns, row =>
            (Table: row.GetFieldValue<uint>(0), Column: new RowColumn(row.GetInt16(1), new(row.GetString(2)), types[row.GetFieldValue<uint>(3)], row.GetInt32(4), row.GetString(5), row.GetBoolean(6), row.GetBoolean(7))), stop))
            .ToLookup(one => one.Table, one => one.Column);
        var references = (await session.QueryAsync(References, row =>
            (Table: row.GetFieldValue<uint>(0), Reference: new RowReference(
                new(row.GetString(1), row.GetString(2)), Numbers(row.GetString(3)), row.GetFieldValue<uint>(4), new(row.GetString(5), row.GetString(6)),
                [.. ArrayText.Elements(row.GetString(7)).Select(name => new Identifier(name))], row.GetBoolean(8), row.GetBoolean(9))), stop))
            .ToLookup(one => one.Table, one => one.Reference);
        var rules = (await session.QueryAsync(Rules, row =>
            (Table: row.GetFieldValue<uint>(0), Rule: new RowRule(row.GetString(1), Numbers(row.GetString(2)), row.IsDBNull(3) ? null : row.GetString(3), row.GetBoolean(4))), stop))
            .ToLookup(one => one.Table, one => one.Rule);
        var bounds = (await session.QueryAsync(Bounds, row => (Table: row.GetFieldValue<uint>(0), Condition: row.GetString(1)), stop)).ToLookup(one => one.Table, one => one.Condition);
        return [.. tables.Select(table => table with
        {
            Columns = [.. columns[table.Oid]],
            References = [.. references[table.Oid].OrderByDescending(one => one.Columns.Length)],
            Rules = [.. rules[table.Oid].SelectMany(rule => Parts(rule, columns[table.Oid])), .. bounds[table.Oid].Take(MostPartitions).SelectMany((bound, number) => Parts(new(null, [], bound) { Partition = number }, columns[table.Oid]))],
        })];
    }

    Sql Tables => $"""
        SELECT relation.oid, namespace.nspname::text, relation.relname::text, relation.relkind = 'p', relation.relispartition,
            EXISTS (SELECT FROM pg_catalog.pg_partition_tree(relation.oid) part WHERE part.isleaf AND part.relid <> relation.oid AND (SELECT leaf.relkind FROM pg_catalog.pg_class leaf WHERE leaf.oid = part.relid) <> 'p')
        FROM {Relations} WHERE {InScope}
        ORDER BY namespace.nspname::text COLLATE "C", relation.relname::text COLLATE "C"
        """;

    // What the server gives itself is left to it.
    Sql Columns => $"""
        SELECT part.attrelid, part.attnum, part.attname::text, part.atttypid, part.atttypmod, pg_catalog.format_type(part.atttypid, part.atttypmod),
            part.attnotnull OR kind.typnotnull, part.atthasdef OR part.attidentity <> '' OR kind.typdefault IS NOT NULL
        FROM {Relations} JOIN pg_catalog.pg_attribute part ON part.attrelid = relation.oid JOIN pg_catalog.pg_type kind ON kind.oid = part.atttypid
        WHERE {InScope} AND part.attnum > 0 AND NOT part.attisdropped AND part.attidentity <> 'a' AND part.attgenerated = '' ORDER BY part.attrelid, part.attnum
        """;

    Sql References => $"""
        SELECT rule.conrelid, within.nspname::text, rule.conname::text, rule.conkey::text, rule.confrelid, there.nspname::text, target.relname::text,
            ARRAY(SELECT part.attname::text FROM pg_catalog.unnest(rule.confkey) WITH ORDINALITY key (number, place)
                JOIN pg_catalog.pg_attribute part ON part.attrelid = rule.confrelid AND part.attnum = key.number ORDER BY key.place)::text,
            rule.confmatchtype = 'f', rule.condeferrable
        FROM {Relations} JOIN pg_catalog.pg_constraint rule ON rule.conrelid = relation.oid JOIN pg_catalog.pg_namespace within ON within.oid = rule.connamespace
        JOIN pg_catalog.pg_class target ON target.oid = rule.confrelid JOIN pg_catalog.pg_namespace there ON there.oid = target.relnamespace
        WHERE {InScope} AND rule.contype = 'f' AND {new Verbatim(NotOfPartition)} ORDER BY rule.conrelid, rule.conname::text COLLATE "C"
        """;

    // An index over expressions, or with a condition, says by what it depends on which columns it is about.
    Sql Rules => $"""
        SELECT relation.oid, rule.conname::text, coalesce(rule.conkey, ARRAY[]::int2[])::text, pg_catalog.pg_get_expr(rule.conbin, rule.conrelid), false
        FROM {Relations} JOIN pg_catalog.pg_constraint rule ON rule.conrelid = relation.oid WHERE {InScope} AND rule.contype = 'c'
        UNION ALL
        SELECT relation.oid, made.relname::text, ARRAY(
            SELECT one::int2 FROM pg_catalog.unnest(kept.indkey::int2[]) one WHERE one > 0
            UNION SELECT known.refobjsubid::int2 FROM pg_catalog.pg_depend known WHERE known.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND known.objid = kept.indexrelid
                AND known.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass AND known.refobjid = relation.oid AND known.refobjsubid > 0 ORDER BY 1)::text, NULL, kept.indisexclusion
        FROM {Relations} JOIN pg_catalog.pg_index kept ON kept.indrelid = relation.oid JOIN pg_catalog.pg_class made ON made.oid = kept.indexrelid
        WHERE {InScope} AND (kept.indisunique OR kept.indisexclusion) ORDER BY 1, 2
        """;

    // Of a partition what it takes, of a partitioned table what each that is below it takes.
    Sql Bounds => $"""
        WITH RECURSIVE below (above, part) AS (
            SELECT relation.oid, relation.oid FROM {Relations} WHERE {InScope} AND (relation.relkind = 'p' OR relation.relispartition)
            UNION ALL
            SELECT below.above, inherited.inhrelid FROM below JOIN pg_catalog.pg_inherits inherited ON inherited.inhparent = below.part JOIN pg_catalog.pg_class parted ON parted.oid = inherited.inhrelid AND parted.relispartition
        )
        SELECT found.above, found.condition FROM (
            SELECT below.above, below.part, pg_catalog.pg_get_partition_constraintdef(below.part) AS condition FROM below
        ) found WHERE found.condition IS NOT NULL ORDER BY found.above, found.part
        """;

    static ImmutableArray<short> Numbers(string array) => [.. ArrayText.Elements(array).Select(number => short.Parse(number, CultureInfo.InvariantCulture))];

    // By its parts each column is asked about by itself.
    static IEnumerable<RowRule> Parts(RowRule rule, IEnumerable<RowColumn> columns) => rule.Condition is null ? [rule] :
        SqlWords.ConjunctsOf(rule.Condition).Select(part => rule with { Condition = part, Columns = Named(part, columns) });

    static ImmutableArray<short> Named(string condition, IEnumerable<RowColumn> columns)
    {
        var names = SqlWords.NamesOf(condition).ToHashSet(StringComparer.Ordinal);
        return [.. columns.Where(column => names.Contains(column.Name.Name)).Select(column => column.Number)];
    }
}
