namespace Turnstone.Servers;

/// <summary>What a server writes down while it runs.</summary>
static class ServerLog
{
    /// <summary>Reads it while the server writes it; nothing where it has not begun to.</summary>
    public static async Task<string> ReadAsync(string path, CancellationToken stop)
    {
        if (!File.Exists(path))
        {
            return "";
        }
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var reader = new StreamReader(file);
        return await reader.ReadToEndAsync(stop);
    }

    /// <summary>Whether it says that somebody else has the port.</summary>
    /// <remarks>By PostgreSQL's own hint: what the operating system says is another text on each.</remarks>
    public static bool SaysPortTaken(string log) => log.Contains("Is another postmaster already running on port", StringComparison.Ordinal);
}
