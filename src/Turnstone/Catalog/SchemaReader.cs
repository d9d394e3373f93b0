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

    static Sql DatabaseOwner => $"SELECT pg_catalog.pg_get_userbyid(datdba) FROM pg_catalog.pg_database WHERE datname = pg_catalog.current_database()";

    static Sql Roles => $"SELECT rolname FROM pg_catalog.pg_roles WHERE NOT pg_catalog.starts_with(rolname::text, 'pg_') ORDER BY rolname";

    // What the server prints goes by the reader's settings.
    internal static Sql[] Printing =>
    [
        $"SET LOCAL quote_all_identifiers = off", $"SET LOCAL DateStyle = 'ISO, YMD'", $"SET LOCAL IntervalStyle = 'postgres'", $"SET LOCAL TimeZone = 'UTC'", $"SET LOCAL bytea_output = 'hex'",
        $"SET LOCAL extra_float_digits = 1", $"SET LOCAL lc_monetary = 'C'", $"SET LOCAL xmlbinary = 'base64'",
    ];

    public async Task<Schema> ReadAsync(CancellationToken stop)
    {
        try
        {
            var (readers, met) = await BeginAsync(stop);
            await using var batch = session.Batch([DatabaseOwner, Roles, Comments, .. readers.Select(reader => reader.Query(met)), .. ServerDependencies.Queries, UnreadObjects.Query(met), $"COMMIT"]);
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
    async Task<(List<ObjectReader> Readers, CatalogScope Scope)> BeginAsync(CancellationToken stop)
    {
        var asked = Readers.Select(reader => reader.Found?.ToString()).OfType<string>().Distinct().ToList();
        await using var batch = session.Batch(
        [
            $"BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", $"SET LOCAL search_path = ''", $"SET LOCAL jit = off", .. Printing,
            $"SELECT {CatalogScope.AnyExtensionRelation}, {Sql.Join(", ", asked.Select(one => (Sql)$"EXISTS (SELECT FROM {new Verbatim(one)})"))}",
        ]);
        await using var rows = await batch.ExecuteReaderAsync(stop);
        var row = new CatalogRow(rows);
        await row.ReadAsync(stop);
        var met = scope with { HasExtensionRelations = row.Flag() };
        var found = asked.Where(_ => row.Flag()).ToHashSet();
        return ([.. Readers.Where(reader => reader.Found is not { } kind || found.Contains(kind.ToString()))], met);
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
        var comments = new Dictionary<CatalogAddress, string>();
        while (await row.ReadAsync(stop))
        {
            comments[CatalogAddress.Of(row)] = row.Text();
        }
        var found = new Dictionary<CatalogAddress, SchemaObject>();
        foreach (var reader in readers)
        {
            await rows.NextResultAsync(stop);
            while (await row.ReadAsync(stop))
            {
                var address = CatalogAddress.Of(row);
                var one = reader.Read(row);
                found[address] = comments.TryGetValue(address, out var comment) ? one with { Comment = comment } : one;
            }
        }
        await rows.NextResultAsync(stop);
        var dependencies = await ServerDependencies.ReadAsync(rows, row, found, stop);
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
    }

    // The one that most objects have; of two that have as many it is the database's, or the first by name.
    static string UsualOwner(IEnumerable<SchemaObject> objects, string ofDatabase) =>
        objects.Where(one => one.Owner is not null).CountBy(one => one.Owner!).OrderByDescending(pair => pair.Value).ThenByDescending(pair => pair.Key == ofDatabase).ThenBy(pair => pair.Key, StringComparer.Ordinal)
            .Select(pair => pair.Key).FirstOrDefault() ?? ofDatabase;
}
