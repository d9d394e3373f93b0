namespace Turnstone.Postgres.Tests;

/// <summary>Looks from outside at the sessions that runs have in a database.</summary>
static class Backends
{
    /// <summary>The locks in this database alone: other tests have theirs on the same server.</summary>
    public const string Locks = "(SELECT * FROM pg_locks WHERE database = (SELECT oid FROM pg_database WHERE datname = current_database())) AS locks";

    const string Ours = "datname = current_database() AND application_name ~ '^turnstone( |$)'";

    /// <summary>Waits until a run is at that step, <c>V1:2</c>, and its backend is busy.</summary>
    public static Task AreAtAsync(this TestDatabase database, string step) => database.HoldsAsync(
        $"EXISTS (SELECT FROM pg_stat_activity WHERE {Ours} AND application_name LIKE '% {step}' AND state = 'active')");

    /// <summary>Waits until a run is at that step and its backend waits for a lock.</summary>
    public static Task AreWaitingAtAsync(this TestDatabase database, string step) => database.HoldsAsync(
        $"EXISTS (SELECT FROM pg_stat_activity WHERE {Ours} AND application_name LIKE '% {step}' AND wait_event_type = 'Lock')");

    /// <summary>Waits until that many runs are connected.</summary>
    public static Task AreConnectedAsync(this TestDatabase database, int count) =>
        database.HoldsAsync($"(SELECT count(*) FROM pg_stat_activity WHERE {Ours}) = {count}");

    /// <summary>Ends the backend that is at that step, as an administrator would.</summary>
    public static Task TerminateAsync(this TestDatabase database, string step) =>
        database.ExecuteAsync($"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE {Ours} AND application_name LIKE '% {step}'");

    public static Task HoldsAsync(this TestDatabase database, string condition) => Condition.HoldsAsync(
        () => database.ScalarAsync<bool>($"SELECT {condition}"), TestContext.Current.CancellationToken);

    /// <summary>What the ledger has, kind by kind.</summary>
    public static async Task<string> KindsAsync(this TestDatabase database) =>
        await database.ScalarAsync<string>("SELECT string_agg(kind, ' ' ORDER BY id) FROM turnstone.entry") ?? "";

    /// <summary>Whether a relation is there.</summary>
    public static Task<bool> HasAsync(this TestDatabase database, string relation) =>
        database.ScalarAsync<bool>($"SELECT to_regclass('{relation}') IS NOT NULL");
}
