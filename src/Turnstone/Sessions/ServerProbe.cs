namespace Turnstone.Sessions;

using System.Globalization;
using Npgsql;
using Turnstone.Configuration;
using Turnstone.Diagnostics;
using Turnstone.Sql;

/// <summary>Asks a fresh connection what is at its other end, and refuses what cannot work.</summary>
sealed class ServerProbe(NpgsqlConnection connection, PoolerProbe pooler, DatabaseAddress address)
{
    // A role's own statement_timeout must not cut off a look at the ledger. Amazon's Aurora keeps no log files and refuses to name one.
    const string Question = """
        SELECT current_setting('server_version_num')::int, current_setting('server_version'), pg_backend_pid(),
            pg_catalog.pg_is_in_recovery(), current_setting('transaction_read_only') = 'on', current_database()::text, current_user::text,
            has_function_privilege('pg_catalog.pg_control_system()', 'EXECUTE'),
            CASE WHEN pg_catalog.pg_is_in_recovery() OR pg_catalog.to_regproc('aurora_version') IS NOT NULL THEN '00000000' ELSE pg_catalog.substr(pg_catalog.pg_walfile_name(pg_catalog.pg_current_wal_lsn()), 1, 8) END,
            extract(epoch FROM pg_catalog.pg_postmaster_start_time())::text,
            (SELECT setting::bigint FROM pg_catalog.pg_settings WHERE name = 'deadlock_timeout'),
            pg_catalog.set_config('statement_timeout', '0', false)
        """;

    // A statement that only names the function is refused to a role that may not call it, whatever CASE stands around it.
    const string Identity = "SELECT system_identifier::text FROM pg_catalog.pg_control_system()";

    public async Task<ServerFacts> ReadAsync(CancellationToken stop)
    {
        var (facts, number) = await AskAsync(stop);
        if (number < 140000)
        {
            throw FailureException.Refused("server-too-old", $"{address} is PostgreSQL {facts.VersionText}; Turnstone supports 14 to 18.",
                "Nothing was changed.\nUpgrade the server first.");
        }
        if (facts.Pooler && await pooler.SharesSessionsAsync(stop))
        {
            throw FailureException.Refused("transaction-pooler",
                $"{address} is a pooler that gives each transaction another session; a session lock means nothing there.",
                "Nothing was changed.\nGive the server's own address: 'direct_url:' in turnstone.yaml or --url "
                + "(Supabase: port 5432; Neon: the host without '-pooler').");
        }
        return facts;
    }

    async Task<(ServerFacts Facts, int Number)> AskAsync(CancellationToken stop)
    {
        await using var batch = new NpgsqlBatch(connection)
        {
            Timeout = 0,
            BatchCommands =
            {
                new NpgsqlBatchCommand(Question),
                new NpgsqlBatchCommand(Backend.AsOneself.ToString()), new NpgsqlBatchCommand(Backend.OwnStart.ToString()), new NpgsqlBatchCommand("RESET ROLE"),
            },
        };
        var (facts, number, mayIdentify) = await DescribeAsync(batch, stop);
        return (mayIdentify ? facts with { SystemIdentifier = await IdentifyAsync(stop) } : facts, number);
    }

    async Task<string> IdentifyAsync(CancellationToken stop)
    {
        await using var batch = new NpgsqlBatch(connection) { Timeout = 0, BatchCommands = { new NpgsqlBatchCommand(Identity) } };
        return (string)(await batch.ExecuteScalarAsync(stop))!;
    }

    async Task<(ServerFacts Facts, int Number, bool MayIdentify)> DescribeAsync(NpgsqlBatch batch, CancellationToken stop)
    {
        await using var row = await batch.ExecuteReaderAsync(stop);
        await row.ReadAsync(stop);
        var number = row.GetInt32(0);
        var major = (PgVersion)Math.Clamp(number / 10000, (int)PgVersion.V14, (int)PgVersion.V18);
        // '15.18 (Debian 15.18-0+deb12u1)' says more than anyone reads.
        var version = row.GetString(1).Split(' ')[0];
        ServerFacts facts = new(major, version, row.GetString(5), row.GetString(6), SystemIdentifier: null, row.GetBoolean(3), row.GetBoolean(4),
            Pooler: row.GetInt32(2) != connection.ProcessID)
        {
            IsNewer = number / 10000 > (int)PgVersion.V18,
            // The log's file names begin with it. The control file has it as well, but only from the next checkpoint on.
            Timeline = int.Parse(row.GetString(8), NumberStyles.HexNumber, CultureInfo.InvariantCulture),
            Started = row.GetString(9),
            DeadlockTimeout = TimeSpan.FromMilliseconds(row.GetInt64(10)),
        };
        var (pid, mayIdentify) = (row.GetInt32(2), row.GetBoolean(7));
        await row.NextResultAsync(stop);
        await row.ReadAsync(stop);
        return (facts with { Backend = new(pid, row.GetString(0)) }, number, mayIdentify);
    }
}
