namespace Turnstone.Sessions;

using Turnstone.Text;

/// <summary>The server's process for a session, told apart from a later one that got the same number.</summary>
/// <param name="Started">In seconds since 1970: as a date it would be written differently in each session.</param>
sealed record Backend(int Pid, string Started)
{
    /// <summary>What a session begins with that looks at backends of its own role: where the role is set to take on another one, that one may not see them.</summary>
    public static Sql AsOneself => $"SET ROLE NONE";

    /// <summary>Asks when the session's own began.</summary>
    public static Sql OwnStart => $"SELECT extract(epoch FROM backend_start)::text FROM pg_catalog.pg_stat_activity WHERE pid = pg_catalog.pg_backend_pid()";

    /// <summary>Ends what it is doing, seen from another session; nothing where that one is on another server.</summary>
    public Sql Cancel => $"SELECT pg_catalog.pg_cancel_backend(pid) FROM pg_catalog.pg_stat_activity activity WHERE {Is}";

    /// <summary>Whether a row <c>activity</c> of <c>pg_stat_activity</c> is it.</summary>
    public Sql Is => $"activity.pid = {Pid} AND extract(epoch FROM activity.backend_start)::text = {Literal.Of(Started)}";
}
