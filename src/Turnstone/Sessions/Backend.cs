namespace Turnstone.Sessions;

using Turnstone.Text;

/// <summary>The server's process for a session, told apart from a later one that got the same number.</summary>
sealed record Backend(int Pid, string Started)
{
    /// <summary>Ends what it is doing, seen from another session; nothing where that one is on another server.</summary>
    public Sql Cancel =>
        $"SELECT pg_catalog.pg_cancel_backend(pid) FROM pg_catalog.pg_stat_activity WHERE pid = {Pid} AND backend_start::text = {Literal.Of(Started)}";
}
