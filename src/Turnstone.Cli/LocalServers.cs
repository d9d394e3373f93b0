namespace Turnstone.Cli;

using System.Text.Json;
using Turnstone.Configuration;
using Turnstone.Diagnostics;
using Turnstone.Servers;

/// <summary>The local server of the project that a verb was called in.</summary>
static class LocalServers
{
    public static PersistentServer Of(Invocation invocation, LocalServerOptions? options = null)
    {
        var settings = new SettingsReader(invocation.Terminal.Environment).Read(invocation.Folder, new Dictionary<string, string>());
        return new(settings.Value?.Root ?? invocation.Folder, options ?? new LocalServerOptions { Durable = true, Time = invocation.Time });
    }

    /// <summary>The server, running.</summary>
    /// <exception cref="FailureException">It is not.</exception>
    public static async Task<PersistentServerState> RunningAsync(Invocation invocation) =>
        await Of(invocation).FindAsync(invocation.Stop) is { IsRunning: true } state
            ? state
            : throw FailureException.Refused("no-local-server", "No local server runs for this project.", "Start one: turnstone local up");

    public static void Write(Utf8JsonWriter json, PersistentServerState state)
    {
        json.WriteString("postgresql", state.Binaries.Version);
        json.WriteNumber("port", state.Address.Port);
        json.WriteString("database", PersistentServer.Database);
        json.WriteString("data_folder", state.DataFolder);
        json.WriteBoolean("running", state.IsRunning);
    }
}
