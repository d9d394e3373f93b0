namespace Turnstone.Servers;

/// <summary>The server of a project folder as it is at the moment.</summary>
/// <param name="Project">The project's folder.</param>
/// <param name="Binaries">The programs it runs with.</param>
/// <param name="Address">How to reach it, while it runs.</param>
/// <param name="DataFolder">The folder of its cluster; <c>server.log</c> beside it is what it logs.</param>
/// <param name="IsRunning">Whether its process is there.</param>
/// <param name="WasRunning">Whether it ran already before it was asked for.</param>
public sealed record PersistentServerState(
    string Project, ServerBinaries Binaries, ServerAddress Address, string DataFolder, bool IsRunning, bool WasRunning)
{
    /// <summary>The URL of the project's database, as superuser. It holds the password.</summary>
    public Uri Uri => Address.Uri(PersistentServer.Database);

    /// <summary>The Npgsql connection string of the project's database, as superuser. It holds the password.</summary>
    public string ConnectionString => Address.ConnectionString(PersistentServer.Database);
}
