namespace Turnstone.Ledger;

using System.Collections.Immutable;
using Npgsql;
using Turnstone.Diagnostics;
using Turnstone.Sessions;
using Turnstone.Sql;
using Turnstone.Text;

/// <summary>The ledger's own tables in a target: whether they are there, and bringing them to this release's version.</summary>
/// <remarks>Made and upgraded under the run's lock only: <c>CREATE … IF NOT EXISTS</c> is not atomic between two sessions.</remarks>
sealed class LedgerSchema(Session session, Identifier schema, LedgerScript script)
{
    public LedgerSchema(Session session, Identifier schema) : this(session, schema, new LedgerScript(schema))
    {
    }

    public LedgerSchema(Session session, Identifier schema, ImmutableArray<string> scripts) : this(session, schema, new LedgerScript(schema, scripts))
    {
    }

    /// <summary>The ledger's version in this database; 0 where there is none.</summary>
    public async Task<int> VersionAsync(CancellationToken stop) => (await FindAsync(null, stop)).Version;

    /// <summary>The ledger's version and what it says of whose database this is, in as many questions as the version takes.</summary>
    /// <param name="project">The claim's; none where only the version is asked for.</param>
    public async Task<LedgerFound> FindAsync(string? project, CancellationToken stop)
    {
        try
        {
            var (exists, hasClaims) = (await session.QueryAsync($"""
                SELECT pg_catalog.to_regclass({Literal.Of(Table("ledger_version").ToString())}) IS NOT NULL, pg_catalog.to_regclass({Literal.Of(Table("claim").ToString())}) IS NOT NULL
                """, row => (row.GetBoolean(0), row.GetBoolean(1)), stop))[0];
            if (!exists)
            {
                return LedgerFound.None;
            }
            Sql version = $"SELECT pg_catalog.max(version) AS version FROM {Table("ledger_version")}";
            return project is null || !hasClaims
                ? (await session.QueryAsync(version, row => new LedgerFound(Version(row), null), stop))[0]
                : (await session.QueryAsync($"""
                    SELECT written.version, claim.environment, pg_catalog.array_to_string(claim.hosts, {Lines}), pg_catalog.array_to_string(claim.databases, {Lines}), claim.system_identifier, claim.claimed_at, claim.claimed_by
                    FROM ({version}) written LEFT JOIN {Table("claim")} claim ON claim.project = {Literal.Of(project)}
                    """, row => new LedgerFound(Version(row), Claim.Read(row)), stop))[0];
        }
        catch (PostgresException trouble) when (trouble.SqlState == PostgresErrorCodes.InsufficientPrivilege)
        {
            throw FailureException.Refused("ledger-not-readable",
                $"{session.Server.User} may not read the ledger in {session.Server.Database}: {trouble.MessageText} (SQLSTATE 42501).",
                $"Nothing was changed.\nAs the owner of schema {schema}: GRANT USAGE ON SCHEMA {schema} TO {Us}; GRANT SELECT ON ALL TABLES IN SCHEMA {schema} TO {Us};");
        }
    }

    public Task PrepareAsync(CancellationToken stop) => PrepareAsync(null, stop);

    /// <returns>What it says of whose database this is.</returns>
    public async Task<Claim?> PrepareAsync(string? project, CancellationToken stop)
    {
        var (version, claim) = await FindAsync(project, stop);
        RefuseNewer(version);
        if (version == script.Current)
        {
            return claim;
        }
        var hasSchema = await HasSchemaAsync(stop);
        Sql[] create = hasSchema ? [] : [$"CREATE SCHEMA {schema}"];
        try
        {
            await session.ExecuteAsync(stop, [$"BEGIN", .. create, .. script.From(version), $"COMMIT"]);
        }
        catch (PostgresException trouble) when (!trouble.IsTransient)
        {
            await session.RollbackAsync();
            throw NotAllowed(trouble, hasSchema);
        }
        return claim;
    }

    static readonly Sql Lines = $"pg_catalog.chr(10)";

    static int Version(NpgsqlDataReader row) => row.IsDBNull(0) ? 0 : row.GetInt32(0);

    public void RefuseNewer(int version)
    {
        if (version > script.Current)
        {
            throw FailureException.Refused("ledger-newer",
                $"The ledger in schema {schema} is of version {version}, written by a newer Turnstone; this one writes version {script.Current}.",
                "Nothing was changed.\nRun the newer release; 'status' and 'audit' can still read.");
        }
    }

    Identifier Us => new(session.Server.User);

    public QualifiedName Table(string name) => new(schema, new Identifier(name));

    // A managed service may grant an existing schema and refuse CREATE on the database.
    async Task<bool> HasSchemaAsync(CancellationToken stop) => (await session.QueryAsync(
        $"SELECT pg_catalog.to_regnamespace({Literal.Of(schema.ToString())}) IS NOT NULL", row => row.GetBoolean(0), stop))[0];

    FailureException NotAllowed(PostgresException trouble, bool hasSchema) => trouble.SqlState == PostgresErrorCodes.InsufficientPrivilege
        ? FailureException.Refused("ledger-not-allowed",
            $"{session.Server.User} may not create the ledger in {session.Server.Database}: {trouble.MessageText} (SQLSTATE 42501).",
            "Nothing was changed.\n" + (hasSchema
                ? $"As the owner of schema {schema}: GRANT USAGE, CREATE ON SCHEMA {schema} TO {Us};"
                : $"As the database's owner: CREATE SCHEMA {schema} AUTHORIZATION {Us};"))
        : FailureException.Refused("ledger-not-created",
            $"The ledger could not be created: {trouble.MessageText} (SQLSTATE {trouble.SqlState}).", "Nothing was changed.");
}
