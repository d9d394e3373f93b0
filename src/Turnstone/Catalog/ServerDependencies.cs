namespace Turnstone.Catalog;

using Npgsql;
using Turnstone.Catalog.Objects;
using Turnstone.Text;

/// <summary>What depends on what, as <c>pg_depend</c> says it of the server's entries, and of which objects these entries are.</summary>
/// <remarks>They are put together here and not by the server, which takes ten times as long to join them.</remarks>
static class ServerDependencies
{
    /// <summary>Two queries, for <see cref="ReadAsync"/>.</summary>
    public static Sql[] Queries => [Entries, Dependencies];

    // A view is what its rule needs, a column what its default needs, a domain what its checks need; an index that a constraint made is the constraint; an operator class or family is what its operators and functions
    // need; whoever needs a table's row type, or an array of one, needs the table, and a multirange type is its range type's.
    static Sql Entries => $"""
        SELECT rule.tableoid, rule.oid, 'pg_catalog.pg_class'::pg_catalog.regclass::oid, rule.ev_class, 0 FROM pg_catalog.pg_rewrite rule WHERE rule.rulename = '_RETURN' AND rule.oid >= {SchemaReader.FirstOfUsers}
        UNION ALL
        SELECT value.tableoid, value.oid, 'pg_catalog.pg_class'::pg_catalog.regclass, value.adrelid, value.adnum FROM pg_catalog.pg_attrdef value
        UNION ALL
        SELECT rule.tableoid, rule.oid, 'pg_catalog.pg_type'::pg_catalog.regclass, rule.contypid, 0 FROM pg_catalog.pg_constraint rule WHERE rule.contypid <> 0
        UNION ALL
        SELECT 'pg_catalog.pg_class'::pg_catalog.regclass, rule.conindid, rule.tableoid, rule.oid, 0 FROM pg_catalog.pg_constraint rule WHERE rule.contype IN ('p', 'u', 'x')
        UNION ALL
        SELECT item.classid, item.objid, item.refclassid, item.refobjid, 0 FROM pg_catalog.pg_depend item
        WHERE item.classid IN ('pg_catalog.pg_amop'::pg_catalog.regclass, 'pg_catalog.pg_amproc'::pg_catalog.regclass) AND item.objid >= {SchemaReader.FirstOfUsers}
            AND item.refclassid IN ('pg_catalog.pg_opclass'::pg_catalog.regclass, 'pg_catalog.pg_opfamily'::pg_catalog.regclass)
        UNION ALL
        SELECT type.tableoid, type.oid, CASE WHEN coalesce(element.typrelid, type.typrelid) = 0 THEN type.tableoid ELSE 'pg_catalog.pg_class'::pg_catalog.regclass END,
            coalesce(nullif(element.typrelid, 0), nullif(type.typrelid, 0), span.rngtypid, element.oid, type.oid), 0
        FROM pg_catalog.pg_type type
        LEFT JOIN pg_catalog.pg_type element ON type.typcategory = 'A' AND element.oid = type.typelem
        LEFT JOIN pg_catalog.pg_range span ON span.rngmultitypid = coalesce(element.oid, type.oid)
        WHERE type.oid >= {SchemaReader.FirstOfUsers} AND (type.typcategory = 'A' OR type.typrelid <> 0 OR span.rngtypid IS NOT NULL)
        """;

    // That a sequence goes with its column is no need: the column's default needs the sequence. An inherited column is what the one above is. What a type reads and
    // writes its values with needs no more of it than its name. A type that goes with another, an array's or a row's, is no object of its own. As a bigint the number
    // leads to no index, which would be read whole and in no order.
    static Sql Dependencies => $"""
        SELECT dependency.classid, dependency.objid, dependency.objsubid, dependency.refclassid, dependency.refobjid, CASE WHEN {IsByName} THEN {ShellType.Column} ELSE dependency.refobjsubid END
        FROM pg_catalog.pg_depend dependency
        WHERE dependency.refobjid::bigint >= {SchemaReader.FirstOfUsers} AND dependency.deptype <> 'e' AND NOT (dependency.deptype = 'i' AND dependency.classid = 'pg_catalog.pg_type'::pg_catalog.regclass)
            AND NOT (dependency.deptype = 'a' AND dependency.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND dependency.refobjsubid > 0
                AND dependency.objid IN (SELECT seqrelid FROM pg_catalog.pg_sequence))
        UNION ALL
        SELECT relation.tableoid, part.attrelid, part.attnum, relation.tableoid, above.attrelid, above.attnum
        FROM pg_catalog.pg_inherits inherits
        JOIN pg_catalog.pg_class relation ON relation.oid = inherits.inhrelid AND relation.relkind IN ('r', 'p', 'f')
        JOIN pg_catalog.pg_attribute part ON part.attrelid = inherits.inhrelid AND part.attnum > 0 AND NOT part.attisdropped
        JOIN pg_catalog.pg_attribute above ON above.attrelid = inherits.inhparent AND above.attname = part.attname AND above.attnum > 0 AND NOT above.attisdropped
        """;

    static Sql IsByName => $"""
        dependency.classid = 'pg_catalog.pg_proc'::pg_catalog.regclass AND dependency.refclassid = 'pg_catalog.pg_type'::pg_catalog.regclass AND (dependency.objid, dependency.refobjid) IN (
            SELECT used.routine, type.oid FROM pg_catalog.pg_type type, pg_catalog.unnest(ARRAY[type.typinput, type.typoutput, type.typreceive, type.typsend]::oid[]) used (routine) WHERE type.oid >= {SchemaReader.FirstOfUsers}
            UNION ALL SELECT made.rngcanonical, made.rngtypid FROM pg_catalog.pg_range made)
        """;

    /// <summary>Both queries' rows: who needs whom.</summary>
    public static async Task<List<(ObjectId Dependent, ObjectId Needed)>> ReadAsync(NpgsqlDataReader rows, CatalogRow row, Dictionary<CatalogAddress, SchemaObject> found, CancellationToken stop)
    {
        var entries = new Dictionary<(uint, uint), CatalogAddress>();
        while (await row.ReadAsync(stop))
        {
            entries[(row.Oid(), row.Oid())] = CatalogAddress.Of(row);
        }
        await rows.NextResultAsync(stop);
        var dependencies = new List<(ObjectId, ObjectId)>();
        while (await row.ReadAsync(stop))
        {
            var (dependent, needed) = (CatalogAddress.Of(row), CatalogAddress.Of(row));
            if (Find(dependent) is { } one && Find(needed) is { } other)
            {
                dependencies.Add((one, other));
            }
        }
        return dependencies;

        ObjectId? Find(CatalogAddress address)
        {
            if (address.Column >= 0 && entries.TryGetValue((address.Catalog, address.Oid), out var entry))
            {
                address = entry;
            }
            return found.TryGetValue(address, out var one) || found.TryGetValue(address with { Column = 0 }, out one) ? one.Id : null;
        }
    }
}
