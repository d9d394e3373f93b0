namespace Turnstone.Sessions;

/// <summary>How far a long statement is, as the server's <c>pg_stat_progress_…</c> views say.</summary>
/// <param name="Command"><c>CREATE INDEX CONCURRENTLY</c>, <c>VACUUM</c> …</param>
/// <param name="Phase">As PostgreSQL's manual names it: <c>building index: scanning table</c>.</param>
/// <param name="Done">Of this phase, in <paramref name="Unit"/>.</param>
/// <param name="Total">0 where the server does not know.</param>
/// <param name="Unit"><c>blocks</c>, <c>tuples</c>, <c>lockers</c> …</param>
/// <param name="WaitsFor">Whose transaction it waits for.</param>
public sealed record ServerProgress(string Command, string Phase, long Done, long Total, string Unit, Blocker? WaitsFor);
