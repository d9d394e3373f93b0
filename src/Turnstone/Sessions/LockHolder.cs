namespace Turnstone.Sessions;

/// <summary>The session that holds the lock of a project's run, as far as the role may see it.</summary>
public sealed record LockHolder(int Pid, string? Application, string? User, string? Host, DateTimeOffset? Since, string? State)
{
    public override string ToString() =>
        $"pid {Pid}{Part(" (", Application, ")")}{Part(", user ", User)}{Part(", from ", Host)}{Part(", ", State)}{Part(", connected since ", Since?.ToString("u"))}";

    static string Part(string before, string? value, string after = "") => string.IsNullOrEmpty(value) ? "" : before + value + after;
}
