namespace Turnstone.Catalog;

using System.Collections.Immutable;
using Npgsql;
using Turnstone.Diagnostics;
using Turnstone.Sessions;
using Turnstone.Text;

/// <summary>Reads what a database is made of: one snapshot, two round trips.</summary>
/// <remarks><c>pg_get_viewdef</c> and its like look at the newest catalog all the same (PostgreSQL manual 9.27): what changes at that very moment may be read half old, half new.</remarks>
sealed partial class SchemaReader(Session session, CatalogScope scope)
{
    // Objects below are the server's own; a comment on the schema public is the one thing people put on one of them.
    public const long FirstOfUsers = 16384;

    [Discovered]
    internal static partial IReadOnlyList<ObjectReader> Readers { get; }

    static Sql Comments => $"""
        SELECT classoid, objoid, objsubid, description FROM pg_catalog.pg_description
        WHERE objoid >= {FirstOfUsers} OR classoid = 'pg_catalog.pg_namespace'::pg_catalog.regclass AND description <> 'standard public schema'
        """;

    // A view is what its rule needs, a column what its default needs, a domain what its checks need, and whoever needs a table's row type, or an array of one, needs the table. That a
    // sequence goes with its column is no need: the column's default needs the sequence. An inherited column is what the one above is. An operator class or family is
    // what its operators and functions need; a multirange type is its range type's; and what a type reads and writes its values with needs no more of it than its name.
    // A type that goes with another, an array's or a row's, is no object of its own. As a bigint the number leads to no index, which would be read whole and in no order.
    static Sql Dependencies => $"""
        SELECT
            CASE WHEN rule.oid IS NULL AND value.oid IS NULL THEN coalesce(item.refclassid, bound.tableoid, dependency.classid) ELSE 'pg_catalog.pg_class'::pg_catalog.regclass::oid END,
            coalesce(rule.ev_class, value.adrelid, item.refobjid, bound.oid, dependency.objid),
            CASE WHEN rule.oid IS NOT NULL THEN 0 ELSE coalesce(value.adnum, dependency.objsubid) END,
            CASE WHEN coalesce(nullif(element.typrelid, 0), nullif(type.typrelid, 0)) IS NULL THEN dependency.refclassid ELSE 'pg_catalog.pg_class'::pg_catalog.regclass::oid END,
            coalesce(nullif(element.typrelid, 0), nullif(type.typrelid, 0), span.rngtypid, element.oid, dependency.refobjid),
            CASE WHEN {OnlyByName} THEN -1 ELSE dependency.refobjsubid END
        FROM pg_catalog.pg_depend dependency
        LEFT JOIN pg_catalog.pg_rewrite rule
            ON dependency.classid = 'pg_catalog.pg_rewrite'::pg_catalog.regclass AND rule.oid = dependency.objid AND rule.rulename = '_RETURN'
        LEFT JOIN pg_catalog.pg_attrdef value ON dependency.classid = 'pg_catalog.pg_attrdef'::pg_catalog.regclass AND value.oid = dependency.objid
        LEFT JOIN pg_catalog.pg_constraint check_of ON dependency.classid = 'pg_catalog.pg_constraint'::pg_catalog.regclass AND check_of.oid = dependency.objid AND check_of.contypid <> 0
        LEFT JOIN pg_catalog.pg_type bound ON bound.oid = check_of.contypid
        LEFT JOIN pg_catalog.pg_type type ON dependency.refclassid = 'pg_catalog.pg_type'::pg_catalog.regclass AND type.oid = dependency.refobjid
        LEFT JOIN pg_catalog.pg_type element ON type.typcategory = 'A' AND element.oid = type.typelem
        LEFT JOIN pg_catalog.pg_range span ON span.rngmultitypid = coalesce(element.oid, type.oid)
        LEFT JOIN pg_catalog.pg_depend item ON dependency.classid IN ('pg_catalog.pg_amop'::pg_catalog.regclass, 'pg_catalog.pg_amproc'::pg_catalog.regclass)
            AND item.classid = dependency.classid AND item.objid = dependency.objid AND item.refclassid IN ('pg_catalog.pg_opclass'::pg_catalog.regclass, 'pg_catalog.pg_opfamily'::pg_catalog.regclass)
        WHERE dependency.refobjid::bigint >= {FirstOfUsers} AND dependency.deptype <> 'e' AND NOT (dependency.deptype = 'i' AND dependency.classid = 'pg_catalog.pg_type'::pg_catalog.regclass)
            AND NOT (dependency.deptype = 'a' AND dependency.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND dependency.refobjsubid > 0
                AND EXISTS (SELECT FROM pg_catalog.pg_class relation WHERE relation.oid = dependency.objid AND relation.relkind = 'S'))
        UNION ALL
        SELECT relation.tableoid, part.attrelid, part.attnum, relation.tableoid, above.attrelid, above.attnum
        FROM pg_catalog.pg_inherits inherits
        JOIN pg_catalog.pg_class relation ON relation.oid = inherits.inhrelid AND relation.relkind IN ('r', 'p', 'f')
        JOIN pg_catalog.pg_attribute part ON part.attrelid = inherits.inhrelid AND part.attnum > 0 AND NOT part.attisdropped
        JOIN pg_catalog.pg_attribute above ON above.attrelid = inherits.inhparent AND above.attname = part.attname AND above.attnum > 0 AND NOT above.attisdropped
        """;

    static Sql OnlyByName => $"""
        dependency.classid = 'pg_catalog.pg_proc'::pg_catalog.regclass AND (dependency.objid IN (type.typinput, type.typoutput, type.typreceive, type.typsend)
            OR EXISTS (SELECT FROM pg_catalog.pg_range made WHERE made.rngtypid = type.oid AND made.rngcanonical = dependency.objid))
        """;

    static Sql DatabaseOwner => $"SELECT pg_catalog.pg_get_userbyid(datdba) FROM pg_catalog.pg_database WHERE datname = pg_catalog.current_database()";

    static Sql Roles => $"SELECT rolname FROM pg_catalog.pg_roles WHERE NOT pg_catalog.starts_with(rolname::text, 'pg_') ORDER BY rolname";

    // What the server prints goes by the reader's settings.
    static Sql[] Printing =>
    [
        $"SET LOCAL quote_all_identifiers = off", $"SET LOCAL DateStyle = 'ISO, YMD'", $"SET LOCAL IntervalStyle = 'postgres'", $"SET LOCAL TimeZone = 'UTC'", $"SET LOCAL bytea_output = 'hex'",
        $"SET LOCAL extra_float_digits = 1", $"SET LOCAL lc_monetary = 'C'", $"SET LOCAL xmlbinary = 'base64'",
    ];

    public async Task<Schema> ReadAsync(CancellationToken stop)
    {
        try
        {
            var readers = await BeginAsync(stop);
            await using var batch = session.Batch([DatabaseOwner, Roles, Comments, .. readers.Select(reader => reader.Query(scope)), Dependencies, UnreadObjects.Query(scope), $"COMMIT"]);
            await using var rows = await batch.ExecuteReaderAsync(stop);
            return await ReadAsync(rows, readers, stop);
        }
        catch (PostgresException hidden) when (hidden.SqlState == PostgresErrorCodes.InsufficientPrivilege)
        {
            await session.RollbackAsync();
            throw FailureException.Refused("catalog-hidden", $"{session.Server.User} may not read what {session.Address} is made of: {hidden.MessageText} (SQLSTATE {hidden.SqlState}).",
                "Nothing was compared or written: what was read of the catalogs up to there is not the whole.\nAs the owner of the database or a superuser: GRANT what the message names, on the catalog or the function, back to PUBLIC.");
        }
        catch (PostgresException)
        {
            await session.RollbackAsync();
            throw;
        }
    }

    // Takes the snapshot, and finds the kinds of which there may be something. Compiling a query of small tables takes longer than running it.
    async Task<List<ObjectReader>> BeginAsync(CancellationToken stop)
    {
        var asked = Readers.Select(reader => reader.Found?.ToString()).OfType<string>().Distinct().ToList();
        await using var batch = session.Batch(
        [
            $"BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", $"SET LOCAL search_path = ''", $"SET LOCAL jit = off", .. Printing,
            $"SELECT {Sql.Join(", ", asked.Select(one => (Sql)$"EXISTS (SELECT FROM {new Verbatim(one)})"))}",
        ]);
        await using var rows = await batch.ExecuteReaderAsync(stop);
        var row = new CatalogRow(rows);
        await row.ReadAsync(stop);
        var found = asked.Where(_ => row.Flag()).ToHashSet();
        return [.. Readers.Where(reader => reader.Found is not { } kind || found.Contains(kind.ToString()))];
    }

    async Task<Schema> ReadAsync(NpgsqlDataReader rows, List<ObjectReader> readers, CancellationToken stop)
    {
        var row = new CatalogRow(rows);
        await row.ReadAsync(stop);
        var owner = row.Text();
        await rows.NextResultAsync(stop);
        var roles = ImmutableArray.CreateBuilder<string>();
        while (await row.ReadAsync(stop))
        {
            roles.Add(row.Text());
        }
        await rows.NextResultAsync(stop);
        var comments = new Dictionary<Address, string>();
        while (await row.ReadAsync(stop))
        {
            comments[AddressOf(row)] = row.Text();
        }
        var found = new Dictionary<Address, SchemaObject>();
        foreach (var reader in readers)
        {
            await rows.NextResultAsync(stop);
            while (await row.ReadAsync(stop))
            {
                var address = AddressOf(row);
                var one = reader.Read(row);
                found[address] = comments.TryGetValue(address, out var comment) ? one with { Comment = comment } : one;
            }
        }
        var dependencies = new List<(ObjectId, ObjectId)>();
        await rows.NextResultAsync(stop);
        while (await row.ReadAsync(stop))
        {
            if (Find(AddressOf(row)) is { } dependent && Find(AddressOf(row)) is { } needed)
            {
                dependencies.Add((dependent, needed));
            }
        }
        await rows.NextResultAsync(stop);
        var unread = ImmutableArray.CreateBuilder<string>();
        if (session.Server.IsNewer)
        {
            unread.Add($"whatever is new in PostgreSQL {session.Server.VersionText}, which this release does not know");
        }
        while (await row.ReadAsync(stop))
        {
            unread.Add(row.Text());
        }
        owner = UsualOwner(found.Values, owner);
        return new(scope.Version, owner, scope.IsPublicRead, found.Values.Select(one => one.Owner == owner ? one with { Owner = null } : one), dependencies) { Roles = roles.ToImmutable(), Unread = unread.ToImmutable() };

        ObjectId? Find(Address address) =>
            (found.TryGetValue(address, out var one) || found.TryGetValue(address with { Column = 0 }, out one)) ? one.Id : null;
    }

    // The one that most objects have; of two that have as many it is the database's, or the first by name.
    static string UsualOwner(IEnumerable<SchemaObject> objects, string ofDatabase) =>
        objects.Where(one => one.Owner is not null).CountBy(one => one.Owner!).OrderByDescending(pair => pair.Value).ThenByDescending(pair => pair.Key == ofDatabase).ThenBy(pair => pair.Key, StringComparer.Ordinal)
            .Select(pair => pair.Key).FirstOrDefault() ?? ofDatabase;

    static Address AddressOf(CatalogRow row) => new(row.Oid(), row.Oid(), row.Column());

    // Where the server keeps an object, or a column of it.
    readonly record struct Address(uint Catalog, uint Oid, int Column);
}
