namespace Turnstone.Sessions;

using System.Collections.Immutable;
using System.Globalization;
using Turnstone.Sql;
using Turnstone.Text;

/// <summary>The state that a session is put into before each migration, so that nothing leaks from one to the next.</summary>
/// <remarks>Never <c>DISCARD ALL</c>: it frees advisory locks, the run's own among them.</remarks>
public sealed record SessionState(ImmutableArray<string> SearchPath, PgVersion Version)
{
    /// <summary>Shown in <c>pg_stat_activity</c>: whose backend this is and what it is doing.</summary>
    public required string Application { get; init; }

    public long LockTimeoutMs { get; init; }

    public long StatementTimeoutMs { get; init; }

    /// <summary>Gives a session that was cleared this state.</summary>
    internal Sql Statement => Settings();

    /// <summary>Changes nothing but what is shown in <c>pg_stat_activity</c>.</summary>
    internal static Sql Naming(string application) => $"SET application_name = {Literal.Of(application)}";

    /// <summary>Takes back every setting and role that a step took on, in a transaction of its own before the next.</summary>
    /// <remarks>A transaction takes its defaults over when it begins: reset inside of it, <c>default_transaction_read_only</c> would
    /// still make it read-only.</remarks>
    internal static IEnumerable<Sql> Cleared =>
    [
        $"RESET SESSION AUTHORIZATION",
        $"RESET ROLE",
        $"RESET ALL",
    ];

    /// <summary>What a migration may have changed and the ledger's row must not see.</summary>
    internal static IEnumerable<Sql> BeforeLedger =>
    [
        $"SET CONSTRAINTS ALL IMMEDIATE",
        $"RESET SESSION AUTHORIZATION",
        $"RESET ROLE",
    ];

    /// <summary>From here to <see cref="ReadWrite"/> nothing can be written in the transaction that is open.</summary>
    internal static IEnumerable<Sql> ReadOnly =>
    [
        $"SAVEPOINT turnstone_assert",
        $"SET LOCAL transaction_read_only = on",
    ];

    /// <summary>The transaction as it was before <see cref="ReadOnly"/>: locks and settings that were taken since are gone.</summary>
    internal static IEnumerable<Sql> ReadWrite =>
    [
        $"ROLLBACK TO SAVEPOINT turnstone_assert",
        $"RELEASE SAVEPOINT turnstone_assert",
    ];

    /// <summary>Says again how long may be waited, whatever the user's statements said meanwhile. They take no snapshot.</summary>
    internal static IEnumerable<Sql> Bounds(long lockTimeoutMs) =>
    [
        $"SET lock_timeout = {lockTimeoutMs}",
        $"SET idle_in_transaction_session_timeout = '30s'",
    ];

    Sql Settings()
    {
        var settings = new List<(string Name, string Value)>
        {
            ("application_name", Application),
            ("lock_timeout", Number(LockTimeoutMs)),
            ("statement_timeout", Number(StatementTimeoutMs)),
            // Row level security would silently leave rows out of a data migration; off turns that into an error.
            ("row_security", "off"),
            ("standard_conforming_strings", "on"),
            ("client_encoding", "UTF8"),
            // A runner that vanished without a goodbye must not keep ACCESS EXCLUSIVE for the two hours of a default keepalive.
            ("idle_in_transaction_session_timeout", "30s"),
            ("idle_session_timeout", "0"),
            ("tcp_keepalives_idle", "30"),
            ("tcp_keepalives_interval", "10"),
            ("tcp_keepalives_count", "3"),
        };
        if (Version >= PgVersion.V17)
        {
            settings.Add(("transaction_timeout", "0"));
        }
        if (!SearchPath.IsEmpty)
        {
            settings.Add(("search_path", string.Join(", ", SearchPath.Select(name => new Identifier(name)))));
        }
        var calls = settings.Select(setting => Call(setting.Name, setting.Value)).Aggregate((left, right) => $"{left}, {right}");
        return $"SELECT {calls}, {ConnectionCheck}";
    }

    // Servers on systems without the needed poll(2) event refuse any other value than 0.
    static readonly Sql ConnectionCheck =
        $"CASE WHEN pg_catalog.version() LIKE '%linux%' THEN pg_catalog.set_config('client_connection_check_interval', '10s', false) END";

    static Sql Call(string name, string value) => $"pg_catalog.set_config({Literal.Of(name)}, {Literal.Of(value)}, false)";

    static string Number(long milliseconds) => milliseconds.ToString(CultureInfo.InvariantCulture);
}
