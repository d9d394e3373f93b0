namespace Turnstone.Servers;

using System.Security.Cryptography;
using Npgsql;
using Turnstone.Configuration;
using Turnstone.Diagnostics;
using Turnstone.Sessions;
using Turnstone.Sql;
using Turnstone.Text;

/// <summary>Somebody's server: databases with names of their own are made there and taken away again, and nothing else is touched.</summary>
sealed class GivenHost : ShadowHost
{
    const string Maintenance = "postgres", OtherMaintenance = "template1";

    // pg_stat_file and its like are for superusers, so a database says itself since when it is there.
    const string Mark = "A shadow of turnstone's, made at ";

    readonly DatabaseAddress address;
    readonly TimeProvider time;
    readonly string prefix = $"turnstone_shadow_{RandomNumberGenerator.GetHexString(8, lowercase: true)}_";

    GivenHost(Session admin, DatabaseAddress address, DatabaseAddress? copy, bool isSuperuser, TimeProvider time) : base(admin)
    {
        this.address = address;
        this.time = time;
        Copy = copy;
        IsMigratorSuperuser = isSuperuser;
    }

    public override DatabaseAddress? Copy { get; }

    public override bool IsMigratorSuperuser { get; }

    /// <exception cref="FailureException">The server is away or refuses; or it is a target; or no database can be made there.</exception>
    public static async Task<GivenHost> OpenAsync(ShadowRequest request, CancellationToken stop)
    {
        var address = request.Url ?? request.Restored!;
        // Nobody may be connected to what is copied, we no more than others.
        var admin = request.Restored is null ? await OpenAsync(address, request.Limits, request.Time, stop) : await OpenBesideAsync(address, request, stop);
        try
        {
            await new NotTheTarget(request).RefuseAsync(admin, address, stop);
            admin.RefuseReadOnly();
            var (isSuperuser, makesDatabases) = (await admin.QueryAsync($"SELECT rolsuper, rolcreatedb FROM pg_catalog.pg_roles WHERE rolname = current_user", row => (row.GetBoolean(0), row.GetBoolean(1)), stop))[0];
            if (!isSuperuser && !makesDatabases)
            {
                throw FailureException.Refused("shadow-not-allowed", $"{address} ({address.Source}) may not make databases, so nothing can be tried there.",
                    $"Nothing was changed.\nAs a superuser: ALTER ROLE {new PlainName(address.Username)} CREATEDB");
            }
            if (request.Restored is not null && (await admin.QueryAsync($"SELECT true FROM pg_catalog.pg_database WHERE datname = {Literal.Of(address.Database)}", row => row.GetBoolean(0), stop)).Count == 0)
            {
                throw FailureException.Refused("shadow-copy-missing", $"There is no database {address.Database} on {address} ({address.Source}).", "Nothing was changed.\nRestore the copy there first, or correct the address.");
            }
            var host = new GivenHost(admin, address, request.Restored, isSuperuser, request.Time);
            await host.ClearAsync(stop);
            return host;
        }
        catch
        {
            await admin.DisposeAsync();
            throw;
        }
    }

    static async Task<Session> OpenBesideAsync(DatabaseAddress address, ShadowRequest request, CancellationToken stop)
    {
        try
        {
            return await OpenAsync(In(address, Maintenance), request.Limits, request.Time, stop);
        }
        catch (FailureException refused) when (refused.InnerException is PostgresException { SqlState: PostgresErrorCodes.InvalidCatalogName })
        {
            return await OpenAsync(In(address, OtherMaintenance), request.Limits, request.Time, stop);
        }
    }

    public override DatabaseAddress Address(string database) => In(address, database);

    public override DatabaseAddress SuperuserAddress(string database) => In(address, database);

    public override string NameOf(string name) => prefix + name;

    // Large ones go by their files: through the log each byte would be written twice.
    public override Sql CopyOf(string database) => $"TEMPLATE {new Identifier(database)}{(Copy is not null && Version >= PgVersion.V15 ? (Sql)$" STRATEGY file_copy" : Sql.Empty)}";

    public override Task MarkAsync(string database, CancellationToken stop) =>
        Admin.ExecuteAsync(stop, [$"COMMENT ON DATABASE {new Identifier(database)} IS {Literal.Of($"{Mark}{time.GetUtcNow():yyyy-MM-dd'T'HH:mm:ss'Z'}")}"]);

    /// <summary>Takes databases away, also where what was tried ended before its time.</summary>
    public async Task TakeAwayAsync(IReadOnlyCollection<string> databases)
    {
        if (databases.Count == 0)
        {
            return;
        }
        await using var session = Admin.IsLost ? await OpenAsync(Admin.Address, new(), time, CancellationToken.None) : null;
        foreach (var database in databases)
        {
            await TryAsync((session ?? Admin).ExecuteAsync(CancellationToken.None, [$"DROP DATABASE IF EXISTS {new Identifier(database)} WITH (FORCE)"]));
        }
    }

    public override ValueTask DisposeAsync() => Admin.DisposeAsync();

    // What was killed took nothing away. A day is more than any of them takes.
    async Task ClearAsync(CancellationToken stop)
    {
        var left = await Admin.QueryAsync($"""
            SELECT one.datname::text, pg_catalog.shobj_description(one.oid, 'pg_database') FROM pg_catalog.pg_database one
            WHERE one.datname ~ '^turnstone_shadow_[0-9a-f]' AND pg_catalog.pg_has_role(one.datdba, 'USAGE')
                AND NOT EXISTS (SELECT FROM pg_catalog.pg_stat_activity busy WHERE busy.datid = one.oid)
            """, row => (Name: row.GetString(0), Said: row.IsDBNull(1) ? "" : row.GetString(1)), stop);
        foreach (var (name, said) in left)
        {
            if (!said.StartsWith(Mark, StringComparison.Ordinal) || !DateTimeOffset.TryParse(said[Mark.Length..], System.Globalization.CultureInfo.InvariantCulture, out var made))
            {
                // Cut off before it could say so: from now on it does.
                await TryAsync(MarkAsync(name, stop));
            }
            else if (time.GetUtcNow() - made > TimeSpan.FromDays(1))
            {
                await TryAsync(Admin.ExecuteAsync(stop, [$"DROP DATABASE IF EXISTS {new Identifier(name)}"]));
            }
        }
    }

    // Somebody else may be clearing as well, or have come back to it.
    static async Task TryAsync(Task task)
    {
        try
        {
            await task;
        }
        catch (PostgresException)
        {
        }
    }

    static DatabaseAddress In(DatabaseAddress address, string database) => address with
    {
        ConnectionString = new Secret(new NpgsqlConnectionStringBuilder(address.ConnectionString.Reveal()) { Database = database }.ConnectionString),
        Database = database,
        Environment = null,
    };
}
